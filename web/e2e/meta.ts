import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

interface Posted {
  to: string
  type: string
  biz_opaque_callback_data: string
  text?: { body: string }
  template?: { name: string; language: { code: string }; components: { parameters: { text: string }[] }[] }
}

export interface Meta {
  url: string
  token: string
  secret: string
  phone: string
  /** What was taken, in its order. */
  taken: Posted[]
  /** What customers sent: asked for by its name, it says where it is. */
  pictures: Map<string, Buffer>
  /** Tells what happened at the garage's address, signed. */
  tell: (address: string, value: object) => Promise<number>
  stop: () => Promise<void>
}

/** Meta's Cloud API just large enough: it takes what is sent with its token, and tells what became of it. */
export async function startMeta(): Promise<Meta> {
  const [token, secret, phone] = ['meta-token', 'app-secret', '106540352242922']
  const taken: Posted[] = []
  const pictures = new Map<string, Buffer>()
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const [, place, name] = (request.url ?? '').split('/')
    const picture = pictures.get(place === 'files' ? (name ?? '') : (place ?? ''))
    if (request.method === 'GET' && request.headers.authorization === `Bearer ${token}` && picture) {
      const where = { url: `http://${request.headers.host}/files/${place}` }
      return response.end(place === 'files' ? picture : JSON.stringify(where))
    }
    response.setHeader('content-type', 'application/json')
    if (request.headers.authorization !== `Bearer ${token}` || request.url !== `/${phone}/messages`) {
      return response.writeHead(401).end('{"error":{"code":190,"message":"Invalid OAuth access token"}}')
    }
    taken.push(JSON.parse(Buffer.concat(parts).toString()) as Posted)
    return response.end(JSON.stringify({ messages: [{ id: `wamid.${taken.length}` }] }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const tell = async (address: string, value: object) => {
    const body = JSON.stringify({ object: 'whatsapp_business_account', entry: [{ changes: [{ value }] }] })
    const signature = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`
    const headers = { 'content-type': 'application/json', 'x-hub-signature-256': signature }
    return (await fetch(address, { method: 'POST', headers, body })).status
  }
  const stop = () => new Promise<void>((resolve) => server.close(() => resolve()))
  return { url: `http://127.0.0.1:${port}`, token, secret, phone, taken, pictures, tell, stop }
}
