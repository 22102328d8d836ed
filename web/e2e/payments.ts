import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

interface Payment {
  amount: number
  token: string
  status: 'pending' | 'completed'
  successUrl: string
}

export interface Payments {
  /** What ECAR is told of where Konnect is. */
  url: string
  stop: () => Promise<void>
}

/** Konnect, as much of it as a customer sees: a payment is begun, its page has one button, and then it is asked about. It tells nothing by itself. */
export async function startPayments(): Promise<Payments> {
  const payments = new Map<string, Payment>()
  const server = createServer((request, response) => {
    answer(request, response, payments).catch((error: unknown) => response.writeHead(500).end(`${error}`))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, stop: () => new Promise((resolve) => server.close(() => resolve())) }
}

async function answer(request: IncomingMessage, response: ServerResponse, payments: Map<string, Payment>) {
  const path = (request.url ?? '').split('/').slice(1)
  const payment = payments.get(path[1] ?? '')
  if (path.join('/') === 'payments/init-payment') {
    const asked = (await read(request)) as Payment
    const paymentRef = `kon-${payments.size + 1}`
    payments.set(paymentRef, { ...asked, status: 'pending' })
    return json(response, { paymentRef, payUrl: `http://${request.headers.host}/pay/${paymentRef}` })
  }
  if (!payment) return response.writeHead(404).end()
  if (path[0] === 'payments') return json(response, { payment })
  if (request.method === 'GET') {
    const form = '<form method="post"><button>Payer ici</button></form>'
    return response
      .writeHead(200, { 'content-type': 'text/html' })
      .end(`<link rel="icon" href="data:,"><h1>Konnect</h1>${form}`)
  }
  payment.status = 'completed'
  return response.writeHead(303, { location: payment.successUrl }).end()
}

async function read(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return JSON.parse(Buffer.concat(chunks).toString())
}

function json(response: ServerResponse, body: unknown) {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
