import { type RefObject, useEffect, useRef, useState } from 'react'
import { sightings } from './fresh'
import { openReader, type Reader } from './reader'

/** Why there is no picture. */
export type Trouble = 'refused' | 'none' | 'broken'

/** Between two looks: a telephone stays cool, and nobody waits. */
const PAUSE_MS = 120

const troubleOf = (error: unknown): Trouble => {
  const name = error instanceof Error ? error.name : ''
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'refused'
  return name === 'NotFoundError' || name === 'OverconstrainedError' ? 'none' : 'broken'
}

const pause = () => new Promise((resolve) => setTimeout(resolve, PAUSE_MS))

/** Shows the camera at the back in `video`, and hands on each code that comes into sight. */
export function useCamera(video: RefObject<HTMLVideoElement | null>, onCode: (code: string) => Promise<void>) {
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const handle = useRef(onCode)
  handle.current = onCode
  useEffect(() => {
    const stop = new AbortController()
    watch(video, (code) => handle.current(code), stop.signal).catch(
      (error: unknown) => stop.signal.aborted || setTrouble(troubleOf(error)),
    )
    return () => stop.abort()
  }, [video])
  return trouble
}

async function watch(
  video: RefObject<HTMLVideoElement | null>,
  onCode: (code: string) => Promise<void>,
  stop: AbortSignal,
) {
  const stream = await navigator.mediaDevices.getUserMedia({
    video: { facingMode: 'environment', width: { ideal: 1280 }, height: { ideal: 720 } },
  })
  let reader: Reader | null = null
  const end = () => {
    for (const track of stream.getTracks()) track.stop()
    reader?.close()
  }
  stop.addEventListener('abort', end)
  if (stop.aborted || !video.current) return end()
  video.current.srcObject = stream
  await video.current.play()
  reader = await openReader()
  if (stop.aborted) return end()
  await look(video, reader, onCode, stop)
}

async function look(
  video: RefObject<HTMLVideoElement | null>,
  reader: Reader,
  onCode: (code: string) => Promise<void>,
  stop: AbortSignal,
) {
  const isNew = sightings()
  while (!stop.aborted && video.current) {
    const code = (await reader.read(video.current))?.trim()
    if (code && !stop.aborted && isNew(code, performance.now())) await onCode(code)
    await pause()
  }
}
