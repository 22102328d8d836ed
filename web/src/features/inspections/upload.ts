import { ProblemError } from '@/api/problem'
import { getToken, renewSession } from '@/api/token'
import type { Id, InspectionPhoto, Problem } from '@/api/types'

/** One photo on its way; the key makes a repeat the same photo. */
export interface Sending {
  key: string
  item: Id
  file: File
  /** 0 to 1; 1 while the server works on it. */
  progress: number
  failed: string | null
}

/** Sends a photo and tells how far it is, which fetch cannot. */
export async function sendPhoto(
  inspection: Id,
  { item, file, key }: Sending,
  onProgress: (part: number) => void,
): Promise<InspectionPhoto> {
  const path = `/api/v1/inspections/${inspection}/items/${item}/photos`
  let answer = await attempt(path, file, key, onProgress)
  if (answer.status === 401 && (await renewSession())) answer = await attempt(path, file, key, onProgress)
  if (answer.status === 201) return answer.body as InspectionPhoto
  throw answer.status === 0 ? new TypeError('network') : new ProblemError(problemOf(answer))
}

interface Answer {
  status: number
  body: unknown
}

function problemOf({ status, body }: Answer): Problem {
  if (body && typeof body === 'object' && 'code' in body) return body as Problem
  const code = status >= 500 ? 'unavailable' : 'unexpected'
  return { type: `/problems/${code}`, code, title: code, status }
}

function attempt(path: string, file: File, key: string, onProgress: (part: number) => void): Promise<Answer> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest()
    const form = new FormData()
    form.set('file', file)
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0)
    request.onloadend = () => resolve({ status: request.status, body: parsed(request.responseText) })
    request.open('POST', path)
    request.setRequestHeader('Authorization', `Bearer ${getToken() ?? ''}`)
    request.setRequestHeader('Idempotency-Key', key)
    request.send(form)
  })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
