import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

/** A page keeps the style sheets of the pages before it: a name that two features give is drawn by whichever came last. */
test('no two features name a class alike', () => {
  const features = join(import.meta.dirname, '../features')
  const sheets = readdirSync(features, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.css'))
  const named = new Map<string, Set<string>>()
  for (const sheet of sheets) {
    for (const [, name = ''] of readFileSync(join(features, sheet), 'utf8').matchAll(/^\.([a-z][a-z0-9-]*) \{/gm)) {
      named.set(name, (named.get(name) ?? new Set()).add(sheet))
    }
  }
  expect(sheets.length).toBeGreaterThan(20)
  expect([...named].filter(([, sheets]) => sheets.size > 1).map(([name, sheets]) => [name, ...sheets])).toEqual([])
})
