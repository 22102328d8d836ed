import { CarOutlined, PlusOutlined, SearchOutlined, TeamOutlined } from '@ant-design/icons'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { Id, SearchResults } from '@/api/types'
import { Combobox, type ComboOption } from '@/ui/Combobox'
import { Plate } from '@/ui/Plate'
import { useDebounced } from '@/ui/useDebounced'
import { Words } from '@/ui/Words'

export type Choice = { kind: 'vehicle'; id: Id } | { kind: 'customer'; id: Id } | { kind: 'new'; text: string }

interface Props {
  initial?: string
  onChoose: (choice: Choice) => void
}

/** One box for plate, phone or name; the last proposal is always "new", and the first where nothing is spelt as typed. */
export function ReceptionSearch({ initial = '', onChoose }: Props) {
  const { t } = useTranslation()
  const [text, setText] = useState(initial)
  const words = text.trim()
  const q = useDebounced(words)
  const found = useQuery({
    queryKey: ['search', q],
    queryFn: ({ signal }) => api.get<SearchResults>('/search', { query: { q, limit: 5 }, signal }),
    enabled: q !== '',
    placeholderData: keepPreviousData,
  })
  const fresh: ComboOption<Choice> = {
    key: 'new',
    value: { kind: 'new', text: words },
    icon: <PlusOutlined />,
    title: t('reception.createFrom', { text: words }),
    detail: t('reception.createFromText'),
  }
  const hits = q && found.data ? options(found.data) : []
  const isKnown = found.data && [...found.data.vehicles, ...found.data.customers].some(({ near }) => !near)
  return (
    <Combobox<Choice>
      autoFocus
      size="large"
      prefix={<SearchOutlined />}
      label={t('reception.search')}
      placeholder={t('reception.searchPlaceholder')}
      text={text}
      onText={setText}
      options={isKnown ? [...hits, fresh] : [fresh, ...hits]}
      waiting={q !== words || found.isLoading || found.isPlaceholderData}
      onPick={onChoose}
    />
  )
}

function options({ vehicles, customers }: SearchResults): ComboOption<Choice>[] {
  return [
    ...vehicles.map(({ id, title, subtitle }) => ({
      key: id,
      value: { kind: 'vehicle', id } as const,
      icon: <CarOutlined />,
      title: <Plate text={title} />,
      detail: <Words text={subtitle} />,
    })),
    ...customers.map(({ id, title, subtitle }) => ({
      key: id,
      value: { kind: 'customer', id } as const,
      icon: <TeamOutlined />,
      title: <bdi>{title}</bdi>,
      detail: <bdi dir="ltr">{subtitle}</bdi>,
    })),
  ]
}
