import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Texts {
  url: string
  /** What was taken, in its order. */
  taken: { to: string; text: string; from: string }[]
  stop: () => Promise<void>
}

/** A gateway for text messages that is a web address: it takes what has its key. */
export async function startTexts(): Promise<Texts> {
  const taken: Texts['taken'] = []
  const server = createServer((request, response) => {
    const asked = new URL(request.url ?? '/', 'http://gateway').searchParams
    const field = (name: string) => asked.get(name) ?? ''
    if (field('key') !== 'garage-key') return response.writeHead(403).end('Who is this?')
    taken.push({ to: field('to'), text: field('text'), from: field('from') })
    return response.writeHead(200, { 'content-type': 'application/json' }).end('{"code":"ok"}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/send?key={key}&to={number}&from={sender}&text={text}`,
    taken,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
