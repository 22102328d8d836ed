import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { Id, Page, Supplier } from '@/api/types'
import { useDebounced } from '@/ui/useDebounced'

interface Props {
  value: Id | undefined
  onChange: (supplier: Id | undefined) => void
}

/** Whose prices the file has: a supplier by its name. */
export function SupplierChoice({ value, onChange }: Props) {
  const { t } = useTranslation()
  const [words, setWords] = useState('')
  const q = useDebounced(words.trim())
  const found = useQuery({
    queryKey: ['suppliers', 'choice', q],
    queryFn: ({ signal }) => api.get<Page<Supplier>>('/suppliers', { query: { q, limit: 50 }, signal }),
  })
  const chosen = useQuery({
    queryKey: ['suppliers', 'one', value],
    queryFn: ({ signal }) => api.get<Supplier>(`/suppliers/${value}`, { signal }),
    enabled: value !== undefined,
  })
  const rows = found.data?.items ?? []
  const options = chosen.data && !rows.some(({ id }) => id === value) ? [chosen.data, ...rows] : rows
  return (
    <Select
      className="supplier-choice"
      showSearch={{ filterOption: false, onSearch: setWords }}
      allowClear
      size="large"
      aria-label={t('imports.supplier')}
      placeholder={t('imports.supplier')}
      value={value}
      loading={found.isLoading}
      onChange={(supplier?: Id) => onChange(supplier)}
      options={options.map(({ id, name }) => ({ value: id, label: name }))}
    />
  )
}
