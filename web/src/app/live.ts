import type { QueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { getToken, renewSession } from '@/api/token'
import type { Id, LiveEvent } from '@/api/types'
import { currentMe, reloadMe } from './session'

const KEYS: Record<string, string[]> = {
  work_order: ['work-orders'],
  invoice: ['invoices', 'work-orders'],
  payment: ['invoices', 'work-orders'],
  customer: ['customers'],
  customer_tag: ['customers'],
  vehicle: ['vehicles'],
  inspection: ['inspections'],
  inspection_template: ['inspection-templates'],
  product: ['products'],
  canned_job: ['canned-jobs'],
  prices: ['prices', 'price-agreements', 'contract-prices'],
  stock: ['products', 'reorder', 'reservations', 'stock/dead'],
  parts: ['reservations'],
  purchase_order: ['purchase-orders', 'reorder', 'reservations', 'products'],
  supplier: ['suppliers', 'supplier-items'],
  message: ['messages'],
  appointment: ['appointments', 'schedule'],
  schedule: ['schedule', 'schedules'],
  site: ['sites', 'schedule'],
  user: ['users', 'staff'],
  role: ['roles'],
  time: ['time', 'clockings'],
  deferred_job: ['work-orders'],
  import: ['imports'],
}

// What names a customer follows a merge.
const MERGED = ['customers', 'vehicles', 'work-orders', 'invoices']

let connected = false
const listeners = new Set<() => void>()

function setConnected(next: boolean) {
  connected = next
  for (const listener of listeners) listener()
}

export function useConnected(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => connected,
  )
}

/** Query key prefixes an event makes stale: "work_order.started" -> work-orders. */
export function staleKeys(type: string): string[] {
  if (type === 'customer.merged' || type === 'customer.unmerged') return MERGED
  return KEYS[type.split('.')[0] ?? ''] ?? []
}

/** Follows GET /live until aborted; reconnects with growing pauses and then refreshes what is on screen. */
export async function followLive(client: QueryClient, signal: AbortSignal) {
  let failures = 0
  let reconnected = false
  while (!signal.aborted) {
    const opened = await readOnce(client, signal, reconnected).catch(() => false)
    setConnected(false)
    reconnected = true
    failures = opened ? 0 : failures + 1
    await pause(Math.min(30_000, 500 * 2 ** failures) * (0.75 + Math.random() / 2), signal)
  }
}

async function readOnce(client: QueryClient, signal: AbortSignal, reconnected: boolean): Promise<boolean> {
  const response = await fetch('/api/v1/live', {
    headers: { Accept: 'text/event-stream', Authorization: `Bearer ${getToken() ?? ''}` },
    signal,
  })
  if (response.status === 401) await renewSession()
  if (!response.ok || !response.body) return false
  setConnected(true)
  if (reconnected) {
    client.invalidateQueries()
    reloadMe()
  }
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  const feed = sseParser((event) => announce(client, event))
  try {
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) feed(chunk.value)
  } catch {
    // The connection ended; the caller reconnects.
  }
  return true
}

/** Feeds text chunks, calls back for each event's JSON data. */
export function sseParser(onEvent: (event: LiveEvent) => void) {
  let buffer = ''
  return (chunk: string) => {
    buffer = (buffer + chunk).replaceAll('\r\n', '\n')
    const blocks = buffer.split('\n\n')
    buffer = blocks.pop() ?? ''
    for (const block of blocks) {
      const data = block
        .split('\n')
        .filter((line) => line.startsWith('data:'))
        .map((line) => line.slice(5).trimStart())
        .join('\n')
      if (data.startsWith('{')) onEvent(JSON.parse(data) as LiveEvent)
    }
  }
}

/** Does the event change what this person may do? */
export function concernsRights({ type, id }: LiveEvent, me: Id | undefined): boolean {
  return type === 'role.changed' || (type === 'user.changed' && id === me)
}

const pending = new Set<string>()

function announce(client: QueryClient, event: LiveEvent) {
  if (pending.size === 0) setTimeout(() => flush(client), 40)
  for (const key of staleKeys(event.type)) pending.add(key)
  if (concernsRights(event, currentMe()?.id)) reloadMe()
}

function flush(client: QueryClient) {
  for (const key of pending) client.invalidateQueries({ queryKey: [key] })
  pending.clear()
}

function pause(ms: number, signal: AbortSignal) {
  return new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
