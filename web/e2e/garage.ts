import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { cp, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Id, Product, Session, Site, WorkOrder } from '../src/api/types'

/** The program under test: ECAR_BIN, or the debug build of this repository. */
const PROGRAM = process.env.ECAR_BIN ?? fileURLToPath(new URL('../../target/debug/ecar', import.meta.url))
const START_LIMIT = 60_000

export const OWNER = 'hela@garage.example'
export const ADVISOR = 'nadia@garage.example'
export const TECHNICIAN = 'amine@garage.example'

/** A whole garage with demo data in a temporary folder, served on a free port of this machine. */
export interface Garage {
  url: string
  password: string
  stop: () => Promise<void>
}

export interface Setup {
  workOrders?: number
  /** Where browsers find it, when that matters: `http://localhost` and a port. */
  publicUrl?: string
  /** More settings, as variables. */
  settings?: Record<string, string>
}

export async function startGarage(given: number | Setup = {}): Promise<Garage> {
  const { workOrders = 60, publicUrl, settings }: Setup = typeof given === 'number' ? { workOrders: given } : given
  const folder = await mkdtemp(join(tmpdir(), 'ecar-e2e-'))
  // The program takes every ECAR_ variable for a setting of its own: only the folder is set, and what the test wants.
  const outside = Object.entries(process.env).filter(([name]) => !name.startsWith('ECAR_'))
  const env = { ...Object.fromEntries(outside), ECAR_DATA_DIR: folder, ...settings }
  try {
    const password = settings ? await fillDemo(env, workOrders) : await copyDemo(env, workOrders)
    const place = publicUrl ? ['--public-url', publicUrl] : []
    const listen = `127.0.0.1:${publicUrl ? new URL(publicUrl).port : 0}`
    const server = spawn(PROGRAM, ['serve', '--listen', listen, ...place], { env, stdio: ['ignore', 'pipe', 'pipe'] })
    const url = await ready(server)
    return { url: publicUrl ?? url, password, stop: () => end(server, folder) }
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw error
  }
}

/** As on the first day: a garage with its owner, one site and nothing else. */
export async function startEmpty(name: string, garage: string): Promise<Garage> {
  const folder = await mkdtemp(join(tmpdir(), 'ecar-e2e-'))
  const outside = Object.entries(process.env).filter(([key]) => !key.startsWith('ECAR_'))
  const env = { ...Object.fromEntries(outside), ECAR_DATA_DIR: folder }
  const owner = ['user', 'create', '--email', OWNER, '--name', name, '--garage', garage]
  const { stdout } = await promisify(execFile)(PROGRAM, owner, { env })
  const password = /with the password (\S+)/.exec(stdout)?.[1] ?? ''
  const server = spawn(PROGRAM, ['serve', '--listen', '127.0.0.1:0'], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  return { url: await ready(server), password, stop: () => end(server, folder) }
}

/** A port that nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** A garage of this size is made once in ten minutes, so that its day is today's, and copied for each file of tests. */
async function copyDemo(env: NodeJS.ProcessEnv & { ECAR_DATA_DIR: string }, workOrders: number): Promise<string> {
  const demos = process.env.E2E_DEMOS
  if (!demos) throw new Error('e2e/demos.ts did not run')
  const kept = join(demos, `${workOrders}-${Math.floor(Date.now() / 600_000)}`)
  if (!existsSync(kept)) {
    const folder = await mkdtemp(join(demos, 'new-'))
    const password = await fillDemo({ ...env, ECAR_DATA_DIR: folder }, workOrders)
    await writeFile(`${kept}.password`, password)
    await rename(folder, kept)
  }
  await cp(kept, env.ECAR_DATA_DIR, { recursive: true })
  return readFile(`${kept}.password`, 'utf8')
}

async function fillDemo(env: NodeJS.ProcessEnv, workOrders: number): Promise<string> {
  const { stdout, stderr } = await promisify(execFile)(PROGRAM, ['demo', '--work-orders', `${workOrders}`], { env })
  const password = /Sign in with the password (\S+)/.exec(stdout + stderr)?.[1]
  if (!password) throw new Error(`The demo names no password:\n${stdout}${stderr}`)
  return password
}

/** The address, once it is said on stdout; both streams are read until the end. */
function ready(server: ChildProcess): Promise<string> {
  const said: string[] = []
  return new Promise((resolve, reject) => {
    const fail = (why: string) => {
      server.kill()
      reject(new Error(`${why}\n${said.slice(-20).join('\n')}`))
    }
    const limit = setTimeout(() => fail('ECAR did not become ready in time'), START_LIMIT)
    const heard = (line: string) => {
      said.push(line)
      const url = /ECAR is ready: (http:\/\/\S+)/.exec(line)?.[1]
      if (!url) return
      clearTimeout(limit)
      resolve(url)
    }
    for (const stream of [server.stdout, server.stderr]) if (stream) createInterface(stream).on('line', heard)
    server.once('error', (error) => fail(error.message))
    server.once('exit', (code) => {
      clearTimeout(limit)
      fail(`ECAR ended with ${code}`)
    })
  })
}

async function end(server: ChildProcess, folder: string) {
  if (server.exitCode === null && server.signalCode === null) {
    const ended = new Promise((resolve) => server.once('exit', resolve))
    server.kill()
    await ended
  }
  await rm(folder, { recursive: true, force: true })
}

/** The API as one user sees it. */
export interface Api {
  get: <T>(path: string) => Promise<T>
  post: <T>(path: string, body: unknown) => Promise<T>
  put: (path: string, body: unknown) => Promise<void>
  patch: <T>(path: string, body: unknown) => Promise<T>
  del: (path: string) => Promise<void>
}

export async function apiOf({ url, password }: Garage, email: string): Promise<Api> {
  const call = async <T>(method: string, path: string, body?: unknown, token?: string): Promise<T> => {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: {
        'content-type': 'application/json',
        'idempotency-key': randomUUID(),
        ...(token ? { authorization: `Bearer ${token}` } : {}),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
    return (text ? JSON.parse(text) : undefined) as T
  }
  const session = await call<Session>('POST', '/auth/login', { email, password, refresh: 'body' })
  return {
    get: (path) => call('GET', path, undefined, session.access_token),
    post: (path, body) => call('POST', path, body, session.access_token),
    put: (path, body) => call('PUT', path, body, session.access_token),
    patch: (path, body) => call('PATCH', path, body, session.access_token),
    del: (path) => call('DELETE', path, undefined, session.access_token),
  }
}

export async function siteOf(api: Api, code: string): Promise<Site> {
  const { items } = await api.get<{ items: Site[] }>('/sites')
  const site = items.find((one) => one.code === code)
  if (!site) throw new Error(`No site ${code}`)
  return site
}

/** A part with its price, ten of it in stock. */
export async function stockPart(
  api: Api,
  site: Id,
  sku: string,
  name: string,
  price: number,
  unit: Product['unit'] = 'each',
): Promise<Product> {
  const product = await api.post<Product>('/products', {
    sku,
    name,
    unit,
    price,
    vat_rate: 1900,
    tracked: true,
  })
  const line = { product_id: product.id, quantity: 10_000, unit_cost: Math.round(price * 0.6) }
  await api.post('/stock/receipts', { site_id: site, lines: [line] })
  return product
}

export interface Wanted {
  customer: { name: string; phone?: string }
  plate: string
  concern: string
  /** Of the only job. */
  title: string
  product: Id
  quantity: number
}

/** The order of a new customer's Peugeot that wants one part; the customer agreed by telephone. */
export async function approvedOrder(api: Api, site: Id, wanted: Wanted): Promise<WorkOrder> {
  const { customer: who, plate, concern, title, product, quantity } = wanted
  const customer = await api.post<{ id: Id }>('/customers', { kind: 'person', ...who })
  const car = { owner_id: customer.id, plate, make: 'Peugeot', model: '208' }
  const vehicle = await api.post<{ id: Id }>('/vehicles', car)
  const jobs = [{ title, lines: [{ kind: 'part', product_id: product, quantity }] }]
  const whose = { site_id: site, customer_id: customer.id, vehicle_id: vehicle.id }
  const order = await api.post<WorkOrder>('/work-orders', { ...whose, concern, jobs })
  const decisions = [{ job_id: order.jobs[0]?.id, decision: 'approve' }]
  await api.post(`/work-orders/${order.id}/authorise`, { decisions, method: 'phone', by_name: 'Leïla' })
  return order
}
