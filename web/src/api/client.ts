import { ProblemError } from './problem'
import { answered, keyOf } from './repeat'
import { getToken, renewSession } from './token'
import type { Problem } from './types'

const BASE = '/api/v1'

export type QueryValue = string | number | boolean | null | undefined
export type Query = Record<string, QueryValue>

export interface RequestOptions {
  query?: Query
  /** Version of the thing being changed; sent as If-Match: "3". */
  version?: number
  /** Made with newKey() where the intent begins: an opened form that moves money or stock. */
  idempotencyKey?: string
  /** With the session's token also where none is wanted: to sign out what a PIN opened. */
  asCaller?: boolean
  /** Sent again after an answer that never came, it is done once. */
  repeatable?: boolean
  signal?: AbortSignal
}

export const api = {
  get: <T>(path: string, options?: RequestOptions) => request<T>('GET', path, undefined, options),
  post: <T>(path: string, body: unknown = {}, options?: RequestOptions) => request<T>('POST', path, body, options),
  put: <T>(path: string, body: unknown, options?: RequestOptions) => request<T>('PUT', path, body, options),
  patch: <T>(path: string, body: unknown, options?: RequestOptions) => request<T>('PATCH', path, body, options),
  del: <T>(path: string, options?: RequestOptions) => request<T>('DELETE', path, undefined, options),
  /** A file (PDF, CSV) of the API, with the session's rights. */
  blob: async (path: string, options?: RequestOptions) => (await send('GET', path, undefined, options)).blob(),
  /** A file that is made of what is sent. */
  made: async (path: string, body: unknown) => (await send('POST', path, body)).blob(),
}

export function url(path: string, query: Query = {}): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value))
  }
  const text = search.toString()
  return `${BASE}${path}${text ? `?${text}` : ''}`
}

async function request<T>(method: string, path: string, body: unknown, options?: RequestOptions): Promise<T> {
  const response = await send(method, path, body, options)
  const text = await response.text()
  return (text ? JSON.parse(text) : undefined) as T
}

async function send(method: string, path: string, body: unknown, options: RequestOptions = {}): Promise<Response> {
  const address = url(path, options.query)
  const sent = encode(body)
  const request = `${method} ${address} ${options.version ?? ''} ${sent}`
  const key = options.repeatable ? keyOf(request) : options.idempotencyKey
  // Signing in and out goes by password and cookie, never by token.
  const withToken = options.asCaller || !path.startsWith('/auth/')
  const attempt = () => {
    const headers = headersOf(sent, options.version, key)
    const token = withToken && getToken()
    if (token) headers.set('Authorization', `Bearer ${token}`)
    return fetch(address, { method, headers, body: sent, signal: options.signal })
  }
  let response = await attempt()
  if (response.status === 401 && withToken && !options.asCaller && (await renewSession())) response = await attempt()
  if (response.status < 500) answered(request)
  if (!response.ok) throw new ProblemError(await readProblem(response))
  return response
}

function encode(body: unknown): string | FormData | undefined {
  if (body === undefined || body instanceof FormData) return body
  return JSON.stringify(body)
}

function headersOf(sent: string | FormData | undefined, version?: number, key?: string): Headers {
  const headers = new Headers()
  if (typeof sent === 'string') headers.set('Content-Type', 'application/json')
  if (version !== undefined) headers.set('If-Match', `"${version}"`)
  if (key) headers.set('Idempotency-Key', key)
  return headers
}

async function readProblem(response: Response): Promise<Problem> {
  const fallback = response.status >= 500 ? 'unavailable' : 'unexpected'
  const plain = { type: `/problems/${fallback}`, code: fallback, title: response.statusText, status: response.status }
  if (!response.headers.get('Content-Type')?.includes('json')) return plain
  const problem: unknown = await response.json().catch(() => null)
  return problem && typeof problem === 'object' && 'code' in problem ? (problem as Problem) : plain
}
