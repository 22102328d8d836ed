import { ThunderboltOutlined } from '@ant-design/icons'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CannedJob, WorkOrder } from '@/api/types'
import type { Change } from '@/features/workshop/WorkOrderPage'
import { Combobox } from '@/ui/Combobox'
import { Money } from '@/ui/Money'
import { useDebounced } from '@/ui/useDebounced'
import { useLanguage } from '@/ui/useLanguage'
import { addCannedJob, cannedJobs } from './commands'
import { useSummary } from './useSummary'

/** A few letters, Enter, and the job stands on the order with all its lines. */
export function AddCannedJob({ order, change }: { order: WorkOrder; change: Change }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const summary = useSummary()
  const [text, setText] = useState('')
  const words = text.trim()
  const q = useDebounced(words)
  const found = useQuery({
    queryKey: ['canned-jobs', 'suggest', q],
    queryFn: ({ signal }) => cannedJobs(q, signal),
    enabled: q !== '',
    placeholderData: keepPreviousData,
  })
  const add = async (job: CannedJob) => {
    setText('')
    if (!(await change(() => addCannedJob(order.id, job.id)))) setText(job.names[language])
  }
  return (
    <Combobox<CannedJob>
      size="large"
      prefix={<ThunderboltOutlined />}
      label={t('cannedJobs.add')}
      placeholder={t('cannedJobs.addPlaceholder')}
      text={text}
      onText={setText}
      waiting={q !== words || found.isLoading || found.isPlaceholderData}
      onPick={add}
      options={(q ? (found.data?.items ?? []) : []).map((job) => ({
        key: job.id,
        value: job,
        title: <bdi>{job.names[language]}</bdi>,
        detail: summary(job.content),
        end: job.package_price !== null && <Money amount={job.package_price} currency={order.totals.currency} />,
      }))}
    />
  )
}
