import { ProblemError } from './problem'
import { getToken, refreshSession } from './token'
import type { Problem } from './types'

const BASE = '/api/v1'

export type QueryValue = string | number | boolean | null | undefined
export type Query = Record<string, QueryValue>

export interface RequestOptions {
  query?: Query
  /** Version of the thing being changed; sent as If-Match: "3". */
  version?: number
  /** Required where money or stock moves; see newKey(). */
  idempotencyKey?: string
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
}

/** A fresh Idempotency-Key. (randomUUID is missing on plain-HTTP origins.) */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
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
  if (response.status === 204) return undefined as T
  return (await response.json()) as T
}

async function send(method: string, path: string, body: unknown, options: RequestOptions = {}): Promise<Response> {
  const attempt = () =>
    fetch(url(path, options.query), {
      method,
      headers: headers(body, options),
      body: encode(body),
      signal: options.signal,
    })
  let response = await attempt()
  if (response.status === 401 && !path.startsWith('/auth/') && (await refreshSession())) response = await attempt()
  if (!response.ok) throw new ProblemError(await readProblem(response))
  return response
}

function encode(body: unknown): BodyInit | undefined {
  if (body === undefined || body instanceof FormData) return body
  return JSON.stringify(body)
}

function headers(body: unknown, options: RequestOptions): Headers {
  const result = new Headers()
  const token = getToken()
  if (token) result.set('Authorization', `Bearer ${token}`)
  if (body !== undefined && !(body instanceof FormData)) result.set('Content-Type', 'application/json')
  if (options.version !== undefined) result.set('If-Match', `"${options.version}"`)
  if (options.idempotencyKey) result.set('Idempotency-Key', options.idempotencyKey)
  return result
}

async function readProblem(response: Response): Promise<Problem> {
  const fallback = response.status >= 500 ? 'unavailable' : 'unexpected'
  const plain = { type: `/problems/${fallback}`, code: fallback, title: response.statusText, status: response.status }
  if (!response.headers.get('Content-Type')?.includes('json')) return plain
  const problem: unknown = await response.json().catch(() => null)
  return problem && typeof problem === 'object' && 'code' in problem ? (problem as Problem) : plain
}
