import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Id } from '@/api/types'
import { useDebounced } from '@/ui/useDebounced'
import { useLanguage } from '@/ui/useLanguage'
import { cannedJob, cannedJobs } from './commands'

interface Props {
  id?: string
  value?: Id | null
  onChange?: (id: Id | undefined) => void
}

/** One of the canned jobs in use; the one that is chosen is shown though it is none any more. */
export function CannedJobPicker({ id, value, onChange }: Props) {
  const { t } = useTranslation()
  const language = useLanguage()
  const [text, setText] = useState('')
  const q = useDebounced(text.trim())
  const found = useQuery({
    queryKey: ['canned-jobs', 'suggest', q],
    queryFn: ({ signal }) => cannedJobs(q, signal),
    placeholderData: keepPreviousData,
  })
  const items = found.data?.items ?? []
  const chosen = useQuery({
    queryKey: ['canned-jobs', 'one', value],
    queryFn: ({ signal }) => cannedJob(value ?? '', signal),
    enabled: Boolean(value) && found.isSuccess && !items.some((job) => job.id === value),
  })
  const all = chosen.data ? [chosen.data, ...items] : items
  return (
    <Select
      id={id}
      allowClear
      value={value ?? undefined}
      onChange={(next?: Id) => onChange?.(next)}
      showSearch={{ filterOption: false, onSearch: setText }}
      loading={found.isFetching}
      notFoundContent={t('table.noMatch')}
      options={all.map((job) => ({ value: job.id, label: job.names[language] }))}
    />
  )
}
