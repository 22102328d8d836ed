import { ProblemError } from './problem'
import { getToken, renewSession } from './token'
import type { Problem } from './types'

/** Sends a form with a file and tells how far it is, which fetch cannot. The key makes a repeat the same file. */
export async function sendFile<T>(
  path: string,
  form: FormData,
  key: string,
  onProgress: (part: number) => void,
): Promise<T> {
  const address = `/api/v1${path}`
  let answer = await attempt(address, form, key, onProgress)
  if (answer.status === 401 && (await renewSession())) answer = await attempt(address, form, key, onProgress)
  if (answer.status === 201) return answer.body as T
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

function attempt(address: string, form: FormData, key: string, onProgress: (part: number) => void): Promise<Answer> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest()
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0)
    request.onloadend = () => resolve({ status: request.status, body: parsed(request.responseText) })
    request.open('POST', address)
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
