import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { api } from './client'
import { ProblemError } from './problem'
import { listenExpiry, setToken } from './token'

const json = (body: unknown, status = 200, type = 'application/json') =>
  new Response(JSON.stringify(body), { status, headers: { 'Content-Type': type } })

const fetched = vi.fn<(path: string, init: RequestInit) => Promise<Response>>()
const header = (call: number, name: string) => new Headers(fetched.mock.calls[call]?.[1].headers).get(name)

beforeEach(() => {
  fetched.mockReset()
  vi.stubGlobal('fetch', fetched)
  setToken('old')
})
afterEach(() => vi.unstubAllGlobals())

test('a version is sent as If-Match, a key as Idempotency-Key, empty filters are left out', async () => {
  fetched.mockImplementation(async () => json({}))
  await api.patch('/customers/1', { name: 'x' }, { version: 3, idempotencyKey: 'k' })
  await api.get('/customers', { query: { q: '', site: undefined, limit: 5 } })
  expect(header(0, 'If-Match')).toBe('"3"')
  expect(header(0, 'Idempotency-Key')).toBe('k')
  expect(fetched.mock.calls[1]?.[0]).toBe('/api/v1/customers?limit=5')
})

test('an expired token is renewed once for all who wait, and each request repeated', async () => {
  fetched.mockImplementation(async (path, init) => {
    if (path.endsWith('/auth/refresh')) return json({ access_token: 'new', me: {} })
    const fresh = new Headers(init.headers).get('Authorization') === 'Bearer new'
    return fresh ? json({ fine: true }) : json({ code: 'unauthenticated' }, 401, 'application/problem+json')
  })
  const answers = await Promise.all([api.get('/a'), api.get('/b')])
  expect(answers).toEqual([{ fine: true }, { fine: true }])
  expect(fetched.mock.calls.filter(([path]) => path.endsWith('/auth/refresh'))).toHaveLength(1)
})

test('a request whose answer was lost is sent again with its key; once answered, the next has its own', async () => {
  fetched.mockRejectedValueOnce(new TypeError('no connection'))
  fetched.mockImplementation(async () => json({}))
  const start = () => api.post('/work-orders/1/start', {}, { repeatable: true })
  await expect(start()).rejects.toThrow(TypeError)
  await start()
  await start()
  expect(header(0, 'Idempotency-Key')).toMatch(/^[0-9a-f]{32}$/)
  expect(header(1, 'Idempotency-Key')).toBe(header(0, 'Idempotency-Key'))
  expect(header(2, 'Idempotency-Key')).not.toBe(header(0, 'Idempotency-Key'))
})

test('another body is another intent', async () => {
  fetched.mockRejectedValue(new TypeError('no connection'))
  const addJob = (title: string) => api.post('/work-orders/1/jobs', { title }, { repeatable: true })
  await expect(addJob('Vidange')).rejects.toThrow(TypeError)
  await expect(addJob('Freins')).rejects.toThrow(TypeError)
  expect(header(1, 'Idempotency-Key')).not.toBe(header(0, 'Idempotency-Key'))
})

test('signing in carries no token', async () => {
  fetched.mockImplementation(async () => json({}))
  await api.post('/auth/login', { email: 'a@b.example', password: 'x' })
  expect(header(0, 'Authorization')).toBeNull()
})

test('a session that ended waits for someone to sign in again, then the request is repeated', async () => {
  listenExpiry(async () => {
    setToken('again')
    return true
  })
  fetched.mockImplementation(async (path, init) => {
    const again = new Headers(init.headers).get('Authorization') === 'Bearer again'
    if (!path.endsWith('/auth/refresh') && again) return json({ fine: true })
    return json({ code: 'unauthenticated' }, 401, 'application/problem+json')
  })
  expect(await api.patch('/customers/1', { name: 'x' })).toEqual({ fine: true })
  listenExpiry(async () => false)
})

test('a refusal is thrown with its problem', async () => {
  const problem = { type: '/problems/stale', code: 'stale', title: 'stale', status: 412 }
  fetched.mockImplementation(async () => json(problem, 412, 'application/problem+json'))
  const error = await api.get('/a').catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(ProblemError)
  expect((error as ProblemError).problem.code).toBe('stale')
})
