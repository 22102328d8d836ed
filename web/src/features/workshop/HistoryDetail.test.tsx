import { render } from '@testing-library/react'
import { beforeAll, expect, test } from 'vitest'
import type { HistoryDetail as Detail } from '@/api/types'
import { setLanguage, startLocale } from '@/app/locale'
import { HistoryDetail } from './HistoryDetail'

beforeAll(() => startLocale())

function shown(event: string, detail: Detail): string {
  const { container, unmount } = render(<HistoryDetail event={event} detail={detail} />)
  const text = (container.textContent ?? '').replace(/\s+/g, ' ')
  unmount()
  return text
}

test('a decision is told in words, an amount as the garage writes it', () => {
  expect(shown('authorised', { text: 'Leïla', method: 'in_person' })).toBe('Leïla · Sur place')
  expect(shown('job_approved', { text: 'Freins', amount: 477_845, currency: 'TND' })).toBe('Freins · 477,845 DT')
  const raised = { text: 'Freins', before: 400_000, amount: 477_845, currency: 'TND' }
  expect(shown('reapproval_needed', raised)).toBe('Freins · 400,000 DT → 477,845 DT')
})

test('changed fields, holds and quantities are told in words', () => {
  expect(shown('updated', { fields: ['promised_at', 'notes'] })).toBe('Promis pour · Notes internes')
  expect(shown('held', { hold: 'parts', note: 'demain' })).toBe('Attente de pièces · « demain »')
  expect(shown('line_added', { text: 'Huile', quantity: 4500 })).toBe('Huile × 4,5')
  expect(shown('handed_over', { amount: 1000, currency: 'TND' })).toBe('Reste dû 1,000 DT')
})

test('in Arabic too', async () => {
  await setLanguage('ar')
  expect(shown('held', { hold: 'parts' })).toBe('في انتظار القطع')
  await setLanguage('fr')
})
