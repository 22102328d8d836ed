import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { CannedProduct, Id, Page, ProductRow } from '@/api/types'
import { useSiteId } from '@/app/site'
import { useDebounced } from '@/ui/useDebounced'

interface PickerProps {
  products: CannedProduct[]
  id?: string
  value?: Id | null
  onChange?: (id: Id | null) => void
}

/** An article, by code or words; those that are known already are shown first. */
export function ProductPicker({ products, id, value, onChange }: PickerProps) {
  const { t } = useTranslation()
  const site = useSiteId()
  const [text, setText] = useState('')
  const q = useDebounced(text.trim())
  const found = useQuery({
    queryKey: ['products', 'suggest', site, q],
    queryFn: ({ signal }) => api.get<Page<ProductRow>>('/products', { query: { q, site, limit: 8 }, signal }),
    enabled: q !== '',
    placeholderData: keepPreviousData,
  })
  const items: { id: Id; sku: string; name: string }[] = q ? (found.data?.items ?? []) : products
  return (
    <Select
      id={id}
      allowClear
      value={value ?? undefined}
      onChange={(next?: Id) => onChange?.(next ?? null)}
      showSearch={{ filterOption: false, onSearch: setText }}
      loading={found.isFetching}
      notFoundContent={q ? t('table.noMatch') : null}
      options={items.map((product) => ({ value: product.id, label: `${product.sku} · ${product.name}` }))}
    />
  )
}
