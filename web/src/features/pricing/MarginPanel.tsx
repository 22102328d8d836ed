import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { LineMargin, Margin, WorkOrder } from '@/api/types'
import { mayAt } from '@/app/may'
import { useMe } from '@/app/session'
import { updateLine } from '@/features/workshop/commands'
import type { Change } from '@/features/workshop/WorkOrderPage'
import { Money } from '@/ui/Money'
import { Percent } from '@/ui/Quantity'
import { Tag } from '@/ui/StatusTag'
import { useMargin } from './margin'
import './margin.css'

interface Props {
  order: WorkOrder
  change: Change
}

/** What is left above what parts and sublets cost, with the price that reaches the site's target in one tap. */
export function MarginPanel({ order, change }: Props) {
  const { t } = useTranslation()
  const sees = mayAt(useMe(), order.site_id, 'stock.see_cost')
  const data = useMargin(order, sees).data
  if (!data || data.jobs.length === 0) return null
  const { currency, target } = data
  return (
    <section className="panel panel-body stack" aria-label={t('margin.title')}>
      <div className="row wrap">
        <h2 className="panel-title grow">{t('margin.title')}</h2>
        <Left margin={data.margin} currency={currency} />
      </div>
      {target !== null && (
        <span className="muted small">
          {t('margin.target')} <Percent value={target} />
        </span>
      )}
      {data.margin.unknown > 0 && (
        <span className="muted small">{t('margin.unknown', { count: data.margin.unknown })}</span>
      )}
      {data.jobs.map((job) => (
        <div key={job.job_id} className="margin-job">
          <div className="row wrap">
            <strong className="grow">
              <bdi>{job.title}</bdi>
            </strong>
            <Left margin={job.margin} currency={currency} />
          </div>
          <ul>
            {job.lines.map((line) => (
              <LineRow key={line.line_id} line={line} order={order} currency={currency} change={change} />
            ))}
          </ul>
        </div>
      ))}
    </section>
  )
}

function LineRow({ line, order, currency, change }: Props & { line: LineMargin; currency: string }) {
  const { t } = useTranslation()
  const { suggested_price: price } = line
  return (
    <li className="row wrap">
      <bdi className="grow">{line.description}</bdi>
      {line.margin ? <Left margin={line.margin} currency={currency} /> : <span className="muted">—</span>}
      {price !== null && order.actions.includes('update') && (
        <Button
          size="small"
          aria-label={t('margin.reach', { name: line.description })}
          onClick={() => change(() => updateLine(order.id, line.line_id, { unit_price: price }))}
        >
          <Money amount={price} currency={currency} />
        </Button>
      )}
    </li>
  )
}

function Left({ margin: { margin, rate, low }, currency }: { margin: Margin; currency: string }) {
  const { t } = useTranslation()
  return (
    <span className="row">
      <Money amount={margin} currency={currency} />
      {rate !== null && <Percent value={rate} />}
      {low && <Tag tone="red">{t('margin.low')}</Tag>}
    </span>
  )
}
