import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const SCRIPT = fileURLToPath(new URL('./openid-provider.mjs', import.meta.url))
/** With letters that have to be encoded on their way. */
export const CLIENT_SECRET = 'a+secret%/&=of the tests'

export interface Provider {
  issuer: string
  stop: () => Promise<void>
}

/** A provider on a free port, which sends people back to this garage. */
export async function startProvider(garage: string): Promise<Provider> {
  const redirect = `${garage}/api/v1/auth/oidc/callback`
  const child = spawn(process.execPath, [SCRIPT, redirect, CLIENT_SECRET], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  const issuer = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The provider ended with ${code}`)))
    createInterface(child.stdout).on('line', (line) => line.startsWith('http://') && resolve(line))
  })
  const stop = async () => {
    child.kill()
    await ended
  }
  return { issuer, stop }
}
