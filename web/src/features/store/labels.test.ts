import { expect, test } from 'vitest'
import { asked, type Thing } from './labels'

const thing = (kind: Thing['kind'], code: string, copies: number): Thing => ({
  key: code,
  kind,
  code,
  title: code,
  copies,
})

test('things are told by kind, and those without copies are left out', () => {
  const things = [thing('bin', 'A-12', 2), thing('article', 'p1', 1), thing('article', 'p2', 0), thing('tag', 'W-1', 1)]
  expect(asked(things)).toEqual({
    articles: [{ product_id: 'p1', copies: 1 }],
    bins: [{ bin: 'A-12', copies: 2 }],
    tags: [{ code: 'W-1', title: 'W-1', detail: null, copies: 1 }],
  })
})
