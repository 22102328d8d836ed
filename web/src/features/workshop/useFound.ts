import type { FormInstance } from 'antd'
import { useEffect, useState } from 'react'
import { api } from '@/api/client'
import type { Customer, Vehicle } from '@/api/types'
import type { UrlState } from '@/ui/useUrlState'
import type { Choice } from './ReceptionSearch'
import { asFound, type Found, guess, type ReceptionFields } from './reception'

const NOTHING: Found = { customer: null, vehicle: null }

/** Who and what this reception is about; ?vehicle= and ?customer= choose beforehand. */
export function useFound(form: FormInstance<ReceptionFields>, url: UrlState) {
  const [found, setFound] = useState<Found>(NOTHING)
  const [started, setStarted] = useState(false)

  const choose = async (choice: Choice) => {
    if (choice.kind === 'vehicle') setFound(await vehicleFound(choice.id))
    if (choice.kind === 'customer') setFound({ ...NOTHING, customer: await customerFound(choice.id) })
    setStarted(true)
    if (choice.kind === 'new') prefill(form, choice.text)
  }
  const reset = () => {
    setFound(NOTHING)
    setStarted(false)
    form.resetFields()
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the address chooses beforehand
  useEffect(() => {
    if (url.vehicle) choose({ kind: 'vehicle', id: url.vehicle })
    else if (url.customer) choose({ kind: 'customer', id: url.customer })
  }, [url.vehicle, url.customer])
  return { found, setFound, choose, started, reset }
}

async function vehicleFound(id: string): Promise<Found> {
  const vehicle = await api.get<Vehicle>(`/vehicles/${id}`)
  return { customer: vehicle.owner, vehicle: asFound(vehicle) }
}

async function customerFound(id: string) {
  const { name } = await api.get<Customer>(`/customers/${id}`)
  return { id, name }
}

/** What was searched in vain becomes the first field; the cursor goes to the next. */
function prefill(form: FormInstance<ReceptionFields>, text: string) {
  const kind = guess(text)
  if (kind === 'phone') form.setFieldValue(['customer', 'phone'], text)
  if (kind === 'name') form.setFieldValue(['customer', 'name'], text)
  if (kind === 'plate') form.setFieldValue(['vehicle', 'plate'], text.toUpperCase())
  setTimeout(() => form.focusField(kind === 'name' ? ['customer', 'phone'] : ['customer', 'name']))
}
