import { createServer, type Server, type Socket } from 'node:net'
import { expect } from 'vitest'

export interface Mail {
  to: string
  text: string
}

/** A mail server just large enough: it keeps what it takes. */
export interface Mailbox {
  url: string
  /** The newest mail to somebody, once it came; soft line breaks undone. */
  newest: (to: string) => Promise<Mail>
  stop: () => Promise<void>
}

export async function startMailbox(): Promise<Mailbox> {
  const mails: Mail[] = []
  const server = createServer((socket) => take(socket, mails))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const newest = async (to: string) => {
    await expect.poll(() => mails.some((mail) => mail.to === to), { timeout: 20_000 }).toBe(true)
    const found = mails.findLast((mail) => mail.to === to)
    if (!found) throw new Error(`No mail to ${to}`)
    return found
  }
  return { url: `smtp://127.0.0.1:${portOf(server)}`, newest, stop: () => end(server) }
}

function portOf(server: Server): number {
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}

const end = (server: Server) => new Promise<void>((resolve) => server.close(() => resolve()))

/** One conversation: commands answered one by one, then the letter until a line with a dot. */
function take(socket: Socket, mails: Mail[]) {
  let rest = ''
  let to = ''
  let letter: string[] | null = null
  const say = (line: string) => socket.write(`${line}\r\n`)
  const hear = (line: string) => {
    if (letter && line !== '.') return void letter.push(line)
    if (letter) {
      mails.push({ to, text: letter.join('\n').replaceAll('=\n', '').replaceAll('=3D', '=') })
      letter = null
      return say('250 kept')
    }
    const command = line.slice(0, 4).toUpperCase()
    if (command === 'RCPT') to = /<(.+)>/.exec(line)?.[1] ?? ''
    if (command === 'DATA') letter = []
    if (command === 'QUIT') return socket.end('221 bye\r\n')
    return say(command === 'DATA' ? '354 go on' : '250 ok')
  }
  socket.on('error', () => socket.destroy())
  socket.on('data', (bytes) => {
    const lines = (rest + bytes.toString('utf8')).split('\r\n')
    rest = lines.pop() ?? ''
    for (const line of lines) hear(line)
  })
  say('220 mailbox')
}
