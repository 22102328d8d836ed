import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const SRC = join(process.cwd(), 'src')
type Tree = { [key: string]: string | Tree }

function keys(tree: Tree, prefix = ''): string[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [`${prefix}${key}`] : keys(value, `${prefix}${key}.`),
  )
}

// Arabic has six plural forms, French and English fewer: a counted text is one key.
const singular = (key: string) => key.replace(/_(zero|one|two|few|many|other)$/, '')

function load(language: string): Set<string> {
  const text = readFileSync(join(SRC, 'locales', `${language}.json`), 'utf8')
  return new Set(keys(JSON.parse(text) as Tree).map(singular))
}

function sources(): { file: string; text: string }[] {
  return readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\./.test(file))
    .map((file) => ({ file, text: readFileSync(join(SRC, file), 'utf8') }))
}

const fr = load('fr')

test.each(['ar', 'en'])('%s has exactly the texts of fr', (language) => {
  const other = load(language)
  expect([...fr].filter((key) => !other.has(key))).toEqual([])
  expect([...other].filter((key) => !fr.has(key))).toEqual([])
})

test.each(['ar', 'en'])('the public pages have exactly the texts of fr in %s', (language) => {
  expect([...load(`public.${language}`)]).toEqual([...load('public.fr')])
})

test('every text named in the source exists', () => {
  const missing = sources().flatMap(({ file, text }) =>
    [...text.matchAll(/\bt\(\s*'([^']+)'/g)]
      .map((match) => match[1] ?? '')
      .filter((key) => !fr.has(key))
      .map((key) => `${file}: ${key}`),
  )
  expect(missing).toEqual([])
})

test('every family of texts named in the source exists', () => {
  const missing = sources().flatMap(({ file, text }) =>
    [...text.matchAll(/\bt\(\s*`([^`$]+)\.\$\{/g)]
      .map((match) => match[1] ?? '')
      .filter((prefix) => ![...fr].some((key) => key.startsWith(`${prefix}.`)))
      .map((prefix) => `${file}: ${prefix}`),
  )
  expect(missing).toEqual([])
})
