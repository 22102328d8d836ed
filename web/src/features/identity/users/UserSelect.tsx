import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { Id, Page, User } from '@/api/types'
import { useDebounced } from '@/ui/useDebounced'

interface Props {
  value?: Id
  onChange: (user: Id | undefined) => void
  label: string
  placeholder: string
  className?: string
}

/** Chooses one person of many, by the beginnings of names and addresses. */
export function UserSelect({ value, onChange, label, placeholder, className }: Props) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const q = useDebounced(text.trim())
  const found = useQuery({
    queryKey: ['users', 'suggest', q],
    queryFn: ({ signal }) => api.get<Page<User>>('/users', { query: { q, limit: 20 }, signal }),
    placeholderData: keepPreviousData,
  })
  const people = found.data?.items ?? []
  const isListed = people.some(({ id }) => id === value)
  // Who was chosen is named, also when the list shows others.
  const chosen = useQuery({
    queryKey: ['users', 'one', value],
    queryFn: ({ signal }) => api.get<User>(`/users/${value}`, { signal }),
    enabled: value !== undefined && found.data !== undefined && !isListed,
  })
  const shown = isListed || !value || !chosen.data ? people : [chosen.data, ...people]
  return (
    <Select
      allowClear
      className={className}
      showSearch={{ filterOption: false, onSearch: setText }}
      loading={found.isFetching}
      notFoundContent={t('table.noMatch')}
      placeholder={placeholder}
      aria-label={label}
      value={value}
      onChange={onChange}
      options={shown.map(({ id, name }) => ({ value: id, label: name }))}
    />
  )
}
