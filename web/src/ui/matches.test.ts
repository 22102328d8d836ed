import { expect, test } from 'vitest'
import { matches } from './matches'

const hits = (text: string, query: string) =>
  matches(text, query)
    .filter(({ hit }) => hit)
    .map((part) => part.text)

test('the beginnings of words are marked, whatever their accents', () => {
  expect(hits('Leïla Ben Salah', 'leila sal')).toEqual(['Leïla', 'Sal'])
  expect(hits('Karim Gharbi', 'arbi')).toEqual([])
  expect(hits('فاطمة الزهراء', 'فاطمه')).toEqual(['فاطمة'])
})

test('a number is marked across its separators', () => {
  expect(hits('98 765 432', '9876').join('')).toBe('9876')
  expect(hits('215 TU 4821', '4821')).toEqual(['4821'])
})

test('nothing of the text is lost', () => {
  expect(
    matches('Émilie · 208', 'em 20')
      .map(({ text }) => text)
      .join(''),
  ).toBe('Émilie · 208')
})
