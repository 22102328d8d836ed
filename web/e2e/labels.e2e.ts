import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import type { Id, Product, WorkOrder } from '../src/api/types'
import { findings, type Look, launch, openAt, PHONE, shot, visible } from './browser'
import { apiOf, approvedOrder, type Garage, OWNER, siteOf, startGarage, TECHNICIAN } from './garage'

let garage: Garage
let folder: string
let site: Id
let product: Product

beforeAll(async () => {
  const wasm = await readFile(fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm')))
  prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer } })
  garage = await startGarage()
  folder = await mkdtemp(join(tmpdir(), 'ecar-labels-'))
  const api = await apiOf(garage, OWNER)
  site = (await siteOf(api, 'LAC')).id
  product = await api.post<Product>('/products', {
    sku: 'E2E-DISC',
    name: 'Disque du test',
    price: 9000,
    vat_rate: 1900,
  })
  await api.put(`/products/${product.id}/bin`, { site_id: site, bin: 'A-12' })
})

afterAll(async () => {
  await garage?.stop()
  if (folder) await rm(folder, { recursive: true, force: true })
})

const opened = (browser: Browser, path: string, look: Look = {}) => openAt(browser, garage, path, { site, ...look })

/** A page of the PDF as grey pixels. */
async function drawn(pdf: Buffer, dots: number): Promise<{ width: number; height: number; grey: Uint8Array }> {
  const file = join(folder, 'labels.pdf')
  await writeFile(file, pdf)
  await promisify(execFile)('pdftoppm', ['-r', `${dots}`, '-gray', '-singlefile', file, join(folder, 'page')])
  const bytes = await readFile(join(folder, 'page.pgm'))
  const head = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(bytes.subarray(0, 40).toString('latin1'))
  if (!head) throw new Error('no picture')
  return { width: Number(head[1]), height: Number(head[2]), grey: bytes.subarray(head[0].length) }
}

async function codesIn(pdf: Buffer): Promise<string[]> {
  const { width, height, grey } = await drawn(pdf, 300)
  const pixels = new Uint8ClampedArray(width * height * 4)
  for (const [at, shade] of grey.entries()) pixels.set([shade, shade, shade, 255], at * 4)
  const image = { data: pixels, width, height, colorSpace: 'srgb' } as ImageData
  return (await readBarcodes(image, { maxNumberOfSymbols: 99 })).map(({ text }) => text)
}

/** What the camera sees: the label on a white ground, over and over. */
async function film(pdf: Buffer): Promise<string> {
  const [wide, high] = [640, 480]
  const { width, height, grey } = await drawn(pdf, 220)
  const light = new Uint8Array(wide * high).fill(235)
  const [left, top] = [Math.floor((wide - width) / 2), Math.floor((high - height) / 2)]
  for (let row = 0; row < height; row++)
    light.set(grey.subarray(row * width, (row + 1) * width), (top + row) * wide + left)
  const frame = Buffer.concat([Buffer.from('FRAME\n'), light, Buffer.alloc((wide * high) / 2, 128)])
  const file = join(folder, 'camera.y4m')
  const head = Buffer.from(`YUV4MPEG2 W${wide} H${high} F10:1 Ip A1:1 C420jpeg\n`)
  await writeFile(file, Buffer.concat([head, ...Array.from({ length: 10 }, () => frame)]))
  return file
}

/** What the button prints: read on its way, because the page keeps only a file of its own. */
async function printed(page: Page): Promise<Buffer> {
  let pdf: Buffer | undefined
  await page.route('**/api/v1/labels', async (route) => {
    const response = await route.fetch()
    expect([response.status(), response.headers()['content-type']]).toEqual([200, 'application/pdf'])
    pdf = await response.body()
    await route.fulfill({ response, body: pdf })
  })
  await page.getByRole('button', { name: 'Imprimer' }).click()
  await expect.poll(() => pdf?.length ?? 0, { timeout: 20_000 }).toBeGreaterThan(0)
  await page.unroute('**/api/v1/labels')
  return pdf ?? Buffer.alloc(0)
}

test('a part and its bin get labels, and the camera finds the part by its own', async () => {
  const desk = await launch()
  const { page, problems } = await opened(desk, `/products/${product.id}`)
  await page.getByRole('button', { name: 'Étiquettes' }).click()
  await visible(page.getByText('E2E-DISC'))
  await page.getByLabel('Emplacement : A-12').fill('A-12')
  await page.keyboard.press('Enter')
  await page.getByLabel('Nombre d’étiquettes : A-12').fill('2')
  await shot(page, 'labels-desk')
  expect(await findings(page)).toEqual([])
  const sheet = await printed(page)
  expect((await codesIn(sheet)).sort()).toEqual(['BIN A-12', 'BIN A-12', 'E2E-DISC'])
  await page.getByLabel('Code', { exact: true }).getByText('QR').click()
  expect((await codesIn(await printed(page))).sort()).toEqual(['BIN A-12', 'BIN A-12', 'E2E-DISC'])
  await page.getByLabel('Code', { exact: true }).getByText('Barres').click()
  await page.getByLabel('Papier', { exact: true }).click()
  await page.getByTitle('Rouleau 62 × 29 mm', { exact: true }).click()
  const camera = await film(await printed(page))
  expect(problems).toEqual([])
  await desk.close()

  const phone = await launch([
    '--use-fake-ui-for-media-stream',
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-video-capture=${camera}`,
  ])
  const seen = await opened(phone, '/store/scan', { viewport: PHONE })
  await seen.page.getByRole('button', { name: 'Scanner avec la caméra' }).click()
  await visible(seen.page.locator('.viewfinder output', { hasText: 'E2E-DISC' }))
  await shot(seen.page, 'scan-camera')
  await seen.page.keyboard.press('Escape')
  await visible(seen.page.getByRole('link', { name: 'Disque du test' }))
  await seen.page.getByLabel('Scannez une pièce, un emplacement ou une clé').fill('BIN A-12')
  await seen.page.keyboard.press('Enter')
  await visible(seen.page.getByRole('heading', { name: 'Emplacement A-12' }))
  expect(seen.problems).toEqual([])
  await byCamera(phone)
  await phone.close()
})

/** On the technician's telephone the camera takes the part off the shelf, for the order that wants it. */
async function byCamera(phone: Browser) {
  const api = await apiOf(garage, OWNER)
  const line = { product_id: product.id, quantity: 4000, unit_cost: 5000 }
  await api.post('/stock/receipts', { site_id: site, lines: [line] })
  const order = await approvedOrder(api, site, {
    customer: { name: 'Sonia Disque', phone: '+21698123988' },
    plate: '218 TU 4826',
    concern: 'Freins',
    title: 'Disque',
    product: product.id,
    quantity: 1000,
  })
  const look = { email: TECHNICIAN, viewport: PHONE } as const
  const { page, problems } = await opened(phone, `/work-orders/${order.id}`, look)
  const parts = page.getByRole('region', { name: 'Pièces', exact: true })
  await visible(parts.getByRole('button', { name: 'Sortir Disque du test' }))
  await parts.getByRole('button', { name: 'Scanner avec la caméra' }).click()
  // With nothing left to scan the camera goes off.
  await visible(parts.getByRole('button', { name: 'Remettre Disque du test' }))
  await shot(page, 'scan-technician')
  await expect
    .poll(async () => (await api.get<WorkOrder>(`/work-orders/${order.id}`)).jobs[0]?.lines[0]?.part?.issued)
    .toBe(1000)
  expect(problems).toEqual([])
}

test('the pages stand in Arabic, dark and on a telephone', async () => {
  const browser = await launch()
  for (const place of ['labels', 'scan']) {
    const look = { language: 'ar', theme: 'dark', viewport: PHONE } as const
    const { page, problems, context } = await opened(browser, `/store/${place}`, look)
    await shot(page, `${place}-ar-dark`)
    expect(await findings(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0)
    expect(problems).toEqual([])
    await context.close()
  }
  await browser.close()
})
