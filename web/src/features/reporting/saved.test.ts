import { expect, test } from 'vitest'
import { hourText, ruleOf, shownIn, weekdayName } from './saved'

test('what is on the screen is a rule', () => {
  expect([ruleOf('month'), ruleOf('quarter'), ruleOf('day')]).toEqual(['this_month', 'last_3_months', 'today'])
})

test('the address names what a new report shows', () => {
  expect(shownIn('rows.aro')).toEqual({ shows: 'rows', kpi: 'aro' })
  expect(shownIn('leaks')).toEqual({ shows: 'leaks', kpi: undefined })
  expect(shownIn(undefined)).toEqual({ shows: 'figures', kpi: undefined })
})

test('days and hours have names', () => {
  expect([weekdayName(1, 'fr'), weekdayName(7, 'en'), hourText(7)]).toEqual(['lundi', 'Sunday', '07:00'])
})
