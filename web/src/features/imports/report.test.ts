import { expect, test } from 'vitest'
import { differencesIn, leftIn, priceChanges } from './report'

test('what changes and what is refused is read, with its commas and quotes', () => {
  const report = [
    'line,outcome,field,before,after,error',
    '2,updated,address,Tunis,"12, rue ""du Lac""",',
    '3,created,,,,',
    '4,unchanged,,,,',
    '5,refused,vin,,,201 TU 1003 has this VIN',
    '',
  ].join('\n')
  expect(differencesIn(report)).toEqual([
    { line: '2', outcome: 'updated', field: 'address', before: 'Tunis', after: '12, rue "du Lac"', error: '' },
    { line: '5', outcome: 'refused', field: 'vin', before: '', after: '', error: '201 TU 1003 has this VIN' },
  ])
})

test('a report without rows has no differences', () => {
  expect(differencesIn('line,outcome,field,before,after,error\n')).toEqual([])
})

test('what an undo left is read with its reason', () => {
  expect(leftIn('line,record,field,reason\n3,"Sami, B.",,It was changed since\n')).toEqual([
    { line: '3', record: 'Sami, B.', field: '', reason: 'It was changed since' },
  ])
})

test('a price list tells how many are dearer and cheaper', () => {
  const row = (after: string) => ({ line: '2', outcome: 'updated', field: 'change', before: '', after, error: '' })
  const changes = priceChanges([row('+10.0 %'), row('+5.0 %'), row('-3.2 %'), { ...row('9'), field: 'pack_cost' }])
  expect(changes).toEqual({ dearer: { count: 2, average: '+7.5 %' }, cheaper: { count: 1, average: '-3.2 %' } })
})

test('what kept a spreadsheet from reading a formula is not part of the value', () => {
  const report = "line,outcome,field,before,after,error\n2,updated,change,,'+10.0 %,\n3,updated,name,'Neuf,L'ancien,\n"
  expect(differencesIn(report).map(({ before, after }) => [before, after])).toEqual([
    ['', '+10.0 %'],
    ["'Neuf", "L'ancien"],
  ])
})
