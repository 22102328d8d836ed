import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface AccessPoint {
  /** What ECAR is told of where Peppyrus is. */
  url: string
  /** The documents that were handed over. */
  taken: string[]
  stop: () => Promise<void>
}

export const KEY = 'peppol-key'

/** An access point of Peppol, as much of it as a garage sees: it takes documents, but none for `unknown`. */
export async function startAccessPoint(unknown: string): Promise<AccessPoint> {
  const taken: string[] = []
  const server = createServer((request, response) => {
    answer(request, response, taken, unknown).catch((error: unknown) => response.writeHead(500).end(`${error}`))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const stop = () => new Promise<void>((resolve) => server.close(() => resolve()))
  return { url: `http://127.0.0.1:${port}/v1`, taken, stop }
}

async function answer(request: IncomingMessage, response: ServerResponse, taken: string[], unknown: string) {
  const json = (status: number, body: unknown) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  if (request.headers['x-api-key'] !== KEY) return json(401, { message: 'Unauthorized' })
  if (request.method === 'POST') {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const { recipient, fileContent } = JSON.parse(Buffer.concat(chunks).toString())
    if (recipient === unknown) return json(422, { message: `${recipient} is not registered on the network` })
    taken.push(Buffer.from(fileContent, 'base64').toString())
    return json(200, { id: `message-${taken.length}`, folder: 'OUTBOX', recipient })
  }
  return json(200, { id: request.url?.split('/').at(-1), folder: 'OUTBOX' })
}
