// Holds the brotli sizes of the built app: what is loaded first, and what each page adds to it.
import { readFileSync } from 'node:fs'
import { brotliCompressSync } from 'node:zlib'

const INITIAL_KB = 230
const ROUTE_KB = 100
/** What people without an account load, with one language. */
const PUBLIC_KB = 75
const dist = new URL('../dist/', import.meta.url)
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'))

const sizes = new Map()
function brotli(file) {
  if (!sizes.has(file)) sizes.set(file, brotliCompressSync(readFileSync(new URL(file, dist))).length)
  return sizes.get(file)
}

function closure(key, seen = new Set()) {
  if (seen.has(key)) return seen
  seen.add(key)
  for (const next of manifest[key].imports ?? []) closure(next, seen)
  return seen
}

const initial = closure('index.html')
const kb = (keys) => [...keys].reduce((sum, key) => sum + brotli(manifest[key].file), 0) / 1000

let failed = false
function report(name, size, budget) {
  const over = size > budget
  failed ||= over
  console.log(`${over ? 'OVER ' : 'ok   '}${size.toFixed(1).padStart(7)} / ${budget} kB  ${name}`)
}

report('initial', kb(initial), INITIAL_KB)
report('public', kb(closure('public.html')), PUBLIC_KB)
for (const [key, chunk] of Object.entries(manifest)) {
  if (!chunk.isDynamicEntry || !key.startsWith('src/features')) continue
  report(key, kb([...closure(key)].filter((part) => !initial.has(part))), ROUTE_KB)
}
process.exit(failed ? 1 : 0)
