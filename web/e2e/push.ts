import { createDecipheriv, createECDH, createPublicKey, hkdfSync, verify } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Notice {
  title: string
  body: string
  url: string
  tag: string
  lang: string
  dir: 'ltr' | 'rtl'
}

export interface PushService {
  /** What a browser's `PushManager` gives. */
  subscription: { endpoint: string; keys: { p256dh: string; auth: string } }
  /** What it was told, opened. */
  told: Notice[]
  stop: () => Promise<void>
}

const base64 = (text: string) => Buffer.from(text, 'base64url')

/** A push service and the browser behind it: what is not signed well is refused, and only the browser opens what is told. */
export async function startPushService(): Promise<PushService> {
  const browser = createECDH('prime256v1')
  browser.generateKeys()
  const auth = Buffer.from('sixteen bytes ok')
  const told: Notice[] = []
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part)
    if (!isSigned(request, origin())) return response.writeHead(403).end('Who is this?')
    told.push(JSON.parse(opened(Buffer.concat(parts), browser, auth)))
    return response.writeHead(201).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const keys = { p256dh: browser.getPublicKey('base64url'), auth: auth.toString('base64url') }
  return {
    subscription: { endpoint: `${origin()}/push/telephone`, keys },
    told,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

/** RFC 8292: a token for this service, by the key that stands beside it. */
function isSigned(request: IncomingMessage, origin: string): boolean {
  const [, token = '', key = ''] = /^vapid t=([^,]+), k=(.+)$/.exec(request.headers.authorization ?? '') ?? []
  const [head = '', claims = '', signature = ''] = token.split('.')
  const point = base64(key)
  const jwk = { kty: 'EC', crv: 'P-256', x: point.toString('base64url', 1, 33), y: point.toString('base64url', 33) }
  const by = { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' as const }
  const { aud, exp, sub } = JSON.parse(base64(claims).toString())
  const isTimely = exp > Date.now() / 1000 && exp < Date.now() / 1000 + 24 * 3600
  const isGood = verify('sha256', Buffer.from(`${head}.${claims}`), by, base64(signature))
  return isGood && isTimely && aud === origin && sub.startsWith('mailto:')
}

/** RFC 8291 and 8188, one record. */
function opened(body: Buffer, browser: ReturnType<typeof createECDH>, auth: Buffer): string {
  const salt = body.subarray(0, 16)
  const sender = body.subarray(21, 21 + body.readUInt8(20))
  const record = body.subarray(21 + sender.length)
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), browser.getPublicKey(), sender])
  const derive = (key: Buffer, with_: Buffer, what: Buffer | string, length: number) =>
    Buffer.from(hkdfSync('sha256', key, with_, what, length))
  const shared = derive(browser.computeSecret(sender), auth, info, 32)
  const key = derive(shared, salt, 'Content-Encoding: aes128gcm\0', 16)
  const nonce = derive(shared, salt, 'Content-Encoding: nonce\0', 12)
  const decipher = createDecipheriv('aes-128-gcm', key, nonce)
  decipher.setAuthTag(record.subarray(-16))
  const text = Buffer.concat([decipher.update(record.subarray(0, -16)), decipher.final()])
  return text.subarray(0, text.lastIndexOf(2)).toString()
}
