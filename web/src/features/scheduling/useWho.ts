import { useEffect, useState } from 'react'
import { api } from '@/api/client'
import type { Customer, Id, Vehicle } from '@/api/types'
import type { Choice } from '@/features/workshop/ReceptionSearch'
import { asFound, type Found, guess } from '@/features/workshop/reception'

/** Who comes with what: found in the files, or somebody new as typed. */
export interface Who extends Found {
  /** What was searched in vain, by what it looks like. */
  typed?: { name?: string; phone?: string; plate?: string }
}

const NOBODY: Who = { customer: null, vehicle: null }

/** `customer` and `vehicle` choose beforehand. */
export function useWho(customer: Id | undefined, vehicle: Id | undefined) {
  const [who, setWho] = useState<Who | null>(null)
  const choose = async (choice: Choice) => {
    if (choice.kind === 'vehicle') setWho(await ofVehicle(choice.id))
    else if (choice.kind === 'customer') setWho(await ofCustomer(choice.id))
    else setWho({ ...NOBODY, typed: { [guess(choice.text)]: choice.text } })
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the address chooses beforehand
  useEffect(() => {
    if (vehicle) choose({ kind: 'vehicle', id: vehicle })
    else if (customer) choose({ kind: 'customer', id: customer })
  }, [customer, vehicle])
  return { who, setWho, choose }
}

async function ofVehicle(id: Id): Promise<Who> {
  const vehicle = await api.get<Vehicle>(`/vehicles/${id}`)
  return { customer: vehicle.owner, vehicle: asFound(vehicle) }
}

async function ofCustomer(id: Id): Promise<Who> {
  const { name } = await api.get<Customer>(`/customers/${id}`)
  return { customer: { id, name }, vehicle: null }
}
