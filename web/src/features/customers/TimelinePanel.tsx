import { Button, Skeleton } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Customer } from '@/api/types'
import { Chips } from '@/ui/Chips'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { useTimeline } from './queries'
import { TimelineNote } from './TimelineNote'
import { TimelineRow } from './TimelineRow'

const FILTERS = {
  all: '',
  visits: 'visit',
  money: 'invoice,payment',
  appointments: 'appointment',
  messages: 'message',
  notes: 'note',
  other: 'consent,merge',
}
type Filter = keyof typeof FILTERS

/** All that happened with a customer, newest first; and one field to add what was said. */
export function TimelinePanel({ customer }: { customer: Customer }) {
  const { t } = useTranslation()
  const [filter, setFilter] = useState<Filter>('all')
  const timeline = useTimeline(customer.id, FILTERS[filter])
  const entries = timeline.data?.pages.flatMap((page) => page.items) ?? []
  const options = (Object.keys(FILTERS) as Filter[]).map((value) => ({
    value,
    label: t(`customers.timeline.filter.${value}`),
  }))
  return (
    <section className="panel">
      <header className="panel-head">
        <h2 className="panel-title">{t('customers.timeline.title')}</h2>
      </header>
      {customer.actions.includes('update') && <TimelineNote customer={customer} />}
      <div className="panel-body timeline-filter">
        <Chips label={t('customers.timeline.show')} value={filter} options={options} onChange={setFilter} />
      </div>
      {timeline.error && <ProblemAlert error={timeline.error} onRetry={() => timeline.refetch()} />}
      {timeline.isPending && <Skeleton active className="panel-body" title={false} paragraph={{ rows: 3 }} />}
      {timeline.isSuccess && entries.length === 0 && (
        <p className="panel-body muted">{t('customers.timeline.empty')}</p>
      )}
      <ol className="timeline">
        {entries.map((entry) => (
          <TimelineRow key={entry.id} customer={customer} entry={entry} />
        ))}
      </ol>
      {timeline.hasNextPage && (
        <div className="more">
          <Button size="small" loading={timeline.isFetchingNextPage} onClick={() => timeline.fetchNextPage()}>
            {t('table.more')}
          </Button>
        </div>
      )}
    </section>
  )
}
