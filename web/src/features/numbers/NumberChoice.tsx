import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { FittedLines, Id } from '@/api/types'

interface Props {
  order: Id
  line: Id
  value: string[]
  onChange: (numbers: string[]) => void
}

/** Which of a line's pieces with numbers come back; nothing where it is clear. */
export function NumberChoice({ order, line, value, onChange }: Props) {
  const { t } = useTranslation()
  const { data } = useQuery({
    queryKey: ['fitted', order, 'choice'],
    queryFn: ({ signal }) => api.get<FittedLines>('/stock/fitted', { query: { work_order: order }, signal }),
  })
  const numbers = data?.lines.find(({ line_id }) => line_id === line)?.numbers ?? []
  if (numbers.length < 2) return null
  return (
    <Select
      mode="multiple"
      className="full"
      aria-label={t('numbers.whichBack')}
      placeholder={t('numbers.whichBack')}
      value={value}
      onChange={onChange}
      options={numbers.map(({ number }) => ({ value: number, label: number }))}
    />
  )
}
