import { expect, test } from 'vitest'
import { LEAD_SOURCES, sourceOfKey } from './leadSources'

test('Alt and a digit means a source, and AltGr writes on', () => {
  expect(sourceOfKey({ code: 'Digit1', altKey: true, ctrlKey: false })).toBe('word_of_mouth')
  expect(sourceOfKey({ code: `Digit${LEAD_SOURCES.length}`, altKey: true, ctrlKey: false })).toBe('other')
  expect(sourceOfKey({ code: 'Digit9', altKey: true, ctrlKey: false })).toBeUndefined()
  expect(sourceOfKey({ code: 'Digit0', altKey: true, ctrlKey: false })).toBeUndefined()
  expect(sourceOfKey({ code: 'Digit1', altKey: true, ctrlKey: true })).toBeUndefined()
  expect(sourceOfKey({ code: 'Digit1', altKey: false, ctrlKey: false })).toBeUndefined()
})
