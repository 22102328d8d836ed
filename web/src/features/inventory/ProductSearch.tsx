import { BarcodeOutlined } from '@ant-design/icons'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { InputRef } from 'antd'
import { type Ref, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { Id, Page, ProductRow } from '@/api/types'
import { Combobox } from '@/ui/Combobox'
import { useDebounced } from '@/ui/useDebounced'
import { OnHand } from './OnHand'

interface Props {
  site: Id
  /** With what was typed: a scanner types the code itself. */
  onPick: (product: ProductRow, typed: string) => void
  autoFocus?: boolean
  /** Nobody is told how many there are. */
  blind?: boolean
  ref?: Ref<InputRef>
}

/** Finds an article by code, barcode or words. */
export function ProductSearch({ site, onPick, autoFocus, blind, ref }: Props) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const words = text.trim()
  const q = useDebounced(words)
  const found = useQuery({
    queryKey: ['products', 'suggest', site, q],
    queryFn: ({ signal }) => api.get<Page<ProductRow>>('/products', { query: { q, site, limit: 8 }, signal }),
    enabled: q !== '',
    placeholderData: keepPreviousData,
  })
  return (
    <Combobox<ProductRow>
      ref={ref}
      autoFocus={autoFocus}
      prefix={<BarcodeOutlined />}
      label={t('inventory.addArticle')}
      placeholder={t('inventory.addArticle')}
      text={text}
      onText={setText}
      waiting={q !== words || found.isLoading || found.isPlaceholderData}
      onPick={(product) => {
        setText('')
        onPick(product, words)
      }}
      options={(q ? (found.data?.items ?? []) : []).map((product) => ({
        key: product.id,
        value: product,
        title: <bdi>{product.name}</bdi>,
        detail: <span className="code">{product.sku}</span>,
        end: product.tracked && !blind && (
          <OnHand onHand={product.on_hand} minimum={product.minimum} unit={product.unit} />
        ),
      }))}
    />
  )
}
