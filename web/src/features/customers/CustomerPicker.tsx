import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type RefSelectProps, Select } from 'antd'
import { type Ref, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { Customer, Id, Page } from '@/api/types'
import { useDebounced } from '@/ui/useDebounced'

interface Props {
  value?: Id
  onChange?: (id: Id) => void
  id?: string
  autoFocus?: boolean
  ref?: Ref<RefSelectProps>
}

/** Finds a customer by name or phone. */
export function CustomerPicker({ value, onChange, id, autoFocus, ref }: Props) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const q = useDebounced(text.trim())
  const found = useQuery({
    queryKey: ['customers', 'suggest', q],
    queryFn: ({ signal }) => api.get<Page<Customer>>('/customers', { query: { q, limit: 8 }, signal }),
    placeholderData: keepPreviousData,
  })
  return (
    <Select
      id={id}
      ref={ref}
      aria-label={t('customers.search')}
      value={value}
      onChange={onChange}
      autoFocus={autoFocus}
      showSearch={{ filterOption: false, onSearch: setText }}
      loading={found.isFetching}
      notFoundContent={t('table.noMatch')}
      placeholder={t('customers.search')}
      options={(found.data?.items ?? []).map((customer) => ({ value: customer.id, label: customer.name, customer }))}
      optionRender={({ data }) => (
        <span className="row">
          <bdi className="grow">{data.customer.name}</bdi>
          <bdi dir="ltr" className="muted num">
            {data.customer.phone_display}
          </bdi>
        </span>
      )}
    />
  )
}
