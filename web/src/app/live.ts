import type { QueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { getToken, renewSession } from '@/api/token'
import type { Id, LiveEvent } from '@/api/types'
import { currentMe, reloadMe } from './session'

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

/** How far back the first stream of a page begins: what the page shows was read before the stream stood. */
const secondsOpen = () => Math.min(120, Math.ceil(performance.now() / 1000) + 1)

async function readOnce(client: QueryClient, signal: AbortSignal, reconnected: boolean): Promise<boolean> {
  const response = await fetch(`/api/v1/live?back=${reconnected ? 0 : secondsOpen()}`, {
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
  pending.add(event.type)
  if (concernsRights(event, currentMe()?.id)) reloadMe()
}

/** What shows what changed is loaded with the first event; where it cannot be, everything on screen follows. */
async function flush(client: QueryClient) {
  const types = [...pending]
  pending.clear()
  try {
    const { staleKeys } = await import('./staleKeys')
    for (const key of new Set(types.flatMap(staleKeys))) client.invalidateQueries({ queryKey: [key] })
  } catch {
    client.invalidateQueries()
  }
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
