import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Hook {
  url: string
  /** What it was told and believed: the kinds, in their order. */
  told: string[]
  /** The secret that it believes. */
  know: (secret: string) => void
  /** What it answers from now on. */
  answer: (status: number) => void
  stop: () => Promise<void>
}

/** A program of others that webhooks tell what happens: it answers 401 to who does not sign (Standard Webhooks). */
export async function startHook(): Promise<Hook> {
  const told: string[] = []
  let key = Buffer.alloc(0)
  let status = 204
  const server = createServer(async (request, response) => {
    const body = await read(request)
    const { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': signed } = request.headers
    const own = createHmac('sha256', key).update(`${id}.${at}.${body}`).digest('base64')
    if (!`${signed}`.split(' ').includes(`v1,${own}`)) return response.writeHead(401).end()
    told.push((JSON.parse(body) as { type: string }).type)
    return response.writeHead(status).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/hook`,
    told,
    know: (secret) => {
      key = Buffer.from(secret.replace('whsec_', ''), 'base64')
    },
    answer: (given) => {
      status = given
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

async function read(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts).toString()
}
