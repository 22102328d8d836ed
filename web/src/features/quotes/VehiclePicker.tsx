import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { Id, Page, Vehicle } from '@/api/types'
import { useDebounced } from '@/ui/useDebounced'

interface Props {
  /** Whose vehicles are offered before anything is typed. */
  owner?: Id
  value?: Id
  onChange?: (id: Id | undefined) => void
  id?: string
}

/** Finds a vehicle by plate or model; the customer's own come first. */
export function VehiclePicker({ owner, value, onChange, id }: Props) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const q = useDebounced(text.trim())
  const query = q ? { q, limit: 8 } : { owner, limit: 8 }
  const found = useQuery({
    queryKey: ['vehicles', 'suggest', query],
    queryFn: ({ signal }) => api.get<Page<Vehicle>>('/vehicles', { query, signal }),
    placeholderData: keepPreviousData,
    enabled: q !== '' || owner !== undefined,
  })
  return (
    <Select
      id={id}
      allowClear
      aria-label={t('workshop.vehicle')}
      placeholder={t('quotes.findVehicle')}
      value={value}
      onChange={onChange}
      showSearch={{ filterOption: false, onSearch: setText }}
      loading={found.isFetching}
      notFoundContent={t('table.noMatch')}
      options={(found.data?.items ?? []).map(({ id, plate, make, model }) => ({
        value: id,
        label: `${plate.text} · ${make} ${model}`,
      }))}
    />
  )
}
