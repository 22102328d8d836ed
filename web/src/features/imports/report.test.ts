import { expect, test } from 'vitest'
import { differencesIn, leftIn } from './report'

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
