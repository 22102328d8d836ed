import type { Problem } from '@/api/types'

/** An answer of the public API that is no success. */
export class Refusal extends Error {
  readonly status: number
  readonly problem: Partial<Problem>

  constructor(status: number, problem: Partial<Problem>) {
    super(problem.title ?? `${status}`)
    this.status = status
    this.problem = problem
  }

  /** The names of the fields that are not valid. */
  get fields(): string[] {
    return (this.problem.errors ?? []).map(({ pointer }) => pointer.slice(1))
  }
}

export const get = <T>(path: string) => ask<T>(path)

/** `key` makes a repeat of the same request the same deed. */
export const post = <T>(path: string, body: unknown, key: string) =>
  ask<T>(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key },
    body: JSON.stringify(body),
  })

async function ask<T>(path: string, init?: RequestInit): Promise<T> {
  const response = await fetch(`/api/v1/public${path}`, init)
  const body: unknown = await response.json().catch(() => ({}))
  if (!response.ok) throw new Refusal(response.status, body as Partial<Problem>)
  return body as T
}

/** A key of its own for each intent; browsers without a secure context have no randomUUID. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
