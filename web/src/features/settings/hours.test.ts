import { expect, test } from 'vitest'
import {
  exceptionsNamed,
  hoursInOrder,
  inOrder,
  likeMonday,
  newException,
  nextSpan,
  weekdayName,
  weekOf,
} from './hours'

test('the week begins on Monday in every language', () => {
  expect(weekdayName(1, 'en')).toBe('Monday')
  expect(weekdayName(7, 'fr')).toBe('dimanche')
})

test('a site that did not say has seven closed days', () => {
  expect(weekOf({ week: [], exceptions: [] })).toEqual([[], [], [], [], [], [], []])
})

test('adding goes on with the afternoon', () => {
  const morning = nextSpan([])
  expect(morning).toEqual({ from: '08:00', until: '12:00' })
  expect(nextSpan([morning])).toEqual({ from: '14:00', until: '18:00' })
  expect(inOrder([morning, nextSpan([morning])])).toBe(true)
})

test('hours that end before they begin, or overlap, are noticed', () => {
  expect(inOrder([{ from: '18:00', until: '08:00' }])).toBe(false)
  expect(
    inOrder([
      { from: '08:00', until: '12:00' },
      { from: '11:00', until: '13:00' },
    ]),
  ).toBe(false)
  const holiday = { ...newException('2026-03-20'), spans: [{ from: '10:00', until: '09:00' }] }
  expect(hoursInOrder({ week: weekOf(undefined), exceptions: [holiday] })).toBe(false)
})

test('an exception has a name and ends after it begins', () => {
  const fete = { ...newException('2026-03-20'), name: 'Aïd' }
  expect(exceptionsNamed({ week: [], exceptions: [fete] })).toBe(true)
  expect(exceptionsNamed({ week: [], exceptions: [{ ...fete, name: ' ' }] })).toBe(false)
  expect(exceptionsNamed({ week: [], exceptions: [{ ...fete, until: '2026-03-19' }] })).toBe(false)
})

test('weekdays take over the hours of Monday, the weekend keeps its own', () => {
  const day = [{ from: '08:00', until: '12:00' }]
  expect(likeMonday([day, [], [], [], [], [], []])).toEqual([day, day, day, day, day, [], []])
})
