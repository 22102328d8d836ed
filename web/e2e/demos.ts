import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Where the demonstration garages of one run are kept; see garage.ts. */
export default async function demos() {
  const folder = await mkdtemp(join(tmpdir(), 'ecar-e2e-demos-'))
  process.env.E2E_DEMOS = folder
  return () => rm(folder, { recursive: true, force: true })
}
