import { QueryClient } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import type { Inspection, InspectionAnswer } from '@/api/types'
import { count, inspectionKey, keepAnswer } from './queries'
import { faultAt } from './useAnswer'

const answer = (item_id: string, verdict: InspectionAnswer['verdict'], version = 1): InspectionAnswer => ({
  item_id,
  verdict,
  measure: null,
  note: null,
  overruled: false,
  answered_by: null,
  answered_at: null,
  version,
})

function inspection(): Inspection {
  const items = [answer('a', null), answer('b', 'urgent')].map((one) => ({ id: one.item_id, answer: one }))
  return { id: 'x', items } as Inspection
}

function shown(...answers: InspectionAnswer[]): Inspection | undefined {
  const client = new QueryClient()
  client.setQueryData(inspectionKey('x'), inspection())
  for (const one of answers) keepAnswer(client, 'x', one)
  return client.getQueryData<Inspection>(inspectionKey('x'))
}

test('what is said of an item is counted', () => {
  expect(count(inspection().items)).toEqual({ ok: 0, soon: 0, urgent: 1, not_inspected: 0, open: 1 })
  expect(shown(answer('a', 'ok', 2))?.counts).toEqual({ ok: 1, soon: 0, urgent: 1, not_inspected: 0, open: 0 })
})

test('an answer that comes late does not take the place of a newer one', () => {
  const items = shown(answer('a', 'soon', 3), answer('a', 'ok', 2))?.items
  expect(items?.map((item) => item.answer.verdict)).toEqual(['soon', 'urgent'])
})

test('a refusal stands beside the field it is about', () => {
  const errors = [{ pointer: '/note', code: 'required', detail: 'say why' }]
  const problem = { type: '/problems/invalid', code: 'invalid', title: 'x', status: 422, errors }
  expect(faultAt(problem, '/note')).not.toBeNull()
  expect(faultAt(problem, '/measure')).toBeNull()
})
