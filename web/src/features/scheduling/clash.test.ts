import type { TFunction } from 'i18next'
import { expect, test } from 'vitest'
import { ProblemError } from '@/api/problem'
import { canOverrule, clashWords } from './clash'

const clash = (code: string, overbook: boolean, resource: string | null = 'Baie 3') => ({
  pointer: '/start',
  code,
  detail: '',
  values: {
    resource_id: resource,
    resource,
    from: '2026-11-27T08:00:00Z',
    until: '2026-11-27T09:00:00Z',
    label: 'LAC-R-2026-00001',
    overbook,
  },
})
const refused = (...errors: ReturnType<typeof clash>[]) =>
  new ProblemError({ type: '/problems/clash', code: 'clash', title: 'Clash', status: 409, errors })
const t = ((key: string, values?: object) =>
  `${key} ${values ? JSON.stringify(Object.values(values)) : ''}`.trim()) as unknown as TFunction
const words = { t, language: 'fr', zone: 'Africa/Tunis' } as const

test('a clash names who, when and what', () => {
  expect(clashWords(refused(clash('taken', false)), words)).toEqual([
    'schedule.clash.taken ["Baie 3","09:00 – 10:00","LAC-R-2026-00001"]',
  ])
  expect(clashWords(refused(clash('locked-day', true, null)), words)[0]).toContain('schedule.theSite')
  expect(clashWords(new Error('other'), words)).toEqual([])
})

test('it is overruled only where somebody and some place are not taken', () => {
  const resources = [
    { id: 'Baie 3', kind: 'bay' },
    { id: 'Amine', kind: 'technician' },
    { id: 'Sami', kind: 'technician' },
  ] as const
  const can = (...errors: ReturnType<typeof clash>[]) => canOverrule(refused(...errors), [...resources])
  expect(can(clash('closed', true))).toBe(true)
  expect(can(clash('closed', true), clash('taken', false))).toBe(false)
  expect(can(clash('unable', true, 'Amine'), clash('taken', false, 'Sami'))).toBe(true)
  expect(can(clash('unable', true, 'Amine'), clash('taken', false))).toBe(false)
  expect(can(clash('locked-day', true, null))).toBe(true)
  expect(can(clash('nobody', false, null))).toBe(false)
  expect(canOverrule(new Error('other'), [...resources])).toBe(false)
})
