import { expect, test } from 'vitest'
import { faultOf, LARGEST, nameOf, sizeText } from './chosen'

test('a file is refused before it is sent when it cannot be taken', () => {
  expect(faultOf({ size: 1, type: 'application/pdf' })).toBeNull()
  expect(faultOf({ size: LARGEST, type: 'image/webp' })).toBeNull()
  expect(faultOf({ size: LARGEST + 1, type: 'application/pdf' })).toBe('large')
  expect(faultOf({ size: 0, type: 'image/png' })).toBe('empty')
  expect(faultOf({ size: 1, type: 'text/html' })).toBe('type')
  expect(faultOf({ size: 1, type: '' })).toBe('type')
})

test('a paper is called as its file, without its ending', () => {
  expect(nameOf('bon 8841.pdf')).toBe('bon 8841')
  expect(nameOf('Bon n. 8.841')).toBe('Bon n. 8.841')
  expect(nameOf('lettre')).toBe('lettre')
  expect(nameOf('x'.repeat(300))).toHaveLength(120)
})

test('sizes are said in what people read', () => {
  expect(sizeText(480_400, 'en')).toBe('480 kB')
  expect(sizeText(12, 'en')).toBe('1 kB')
  expect(sizeText(1_240_000, 'en')).toBe('1.2 MB')
})
