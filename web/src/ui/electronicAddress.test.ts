import { expect, test } from 'vitest'
import { parts, SCHEMES } from './electronicAddress'

test('an address is read in its two parts, however it is pasted', () => {
  expect(parts('0208:0123456749', '9930')).toEqual(['0208', '0123456749'])
  expect(parts(' 0208 : 0123.456.749', '9930')).toEqual(['0208', '0123.456.749'])
  expect(parts('iso6523-actorid-upis::9930:DE1', '0208')).toEqual(['9930', 'DE1'])
  expect(parts('0123456749', '0208')).toEqual(['0208', '0123456749'])
  expect(parts('', '0208')).toEqual(['0208', ''])
})

test('each scheme stands there once', () => {
  expect(new Set(SCHEMES.map(([scheme]) => scheme)).size).toBe(SCHEMES.length)
})
