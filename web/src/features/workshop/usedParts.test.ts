import { expect, test } from 'vitest'
import { saysAll, usedDraft } from './usedParts'

const filter = { name: 'Filtre à huile', sku: 'FLT-208' }

test('an article is found by all words of its name or code, whatever their accents and case', () => {
  expect(saysAll(filter, 'huile FILTRE')).toBe(true)
  expect(saysAll(filter, 'flt a')).toBe(true)
  expect(saysAll(filter, 'filtre air')).toBe(false)
})

test('a part that was used before is a draft of its article', () => {
  const used = { ...filter, product_id: 'p', unit: 'each', price: 22_550, tracked: true, on_hand: 4000 }
  const draft = usedDraft({ ...used, on_vehicle: 1, on_model: 3, for_job: 1 })
  expect(draft).toEqual({
    kind: 'part',
    product_id: 'p',
    name: 'Filtre à huile',
    code: 'FLT-208',
    unit: 'each',
    quantity: 1000,
    unit_price: 22_550,
  })
})
