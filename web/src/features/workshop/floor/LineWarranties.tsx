import { useQueryClient } from '@tanstack/react-query'
import { App, InputNumber } from 'antd'
import { useTranslation } from 'react-i18next'
import { errorText } from '@/api/problem'
import type { OrderWarranties, WarrantyTerm, WorkOrder } from '@/api/types'
import { setLineWarranty, useOrderWarranties } from './warranty'

type Line = OrderWarranties['items'][number]

/** How long each line of the order is good for: the site's terms, or its own. */
export function LineWarranties({ order }: { order: WorkOrder }) {
  const { t } = useTranslation()
  const data = useOrderWarranties(order.id).data
  if (!data || data.items.length === 0) return null
  return (
    <details className="panel panel-body">
      <summary>{t('workshop.warranty.ofLines')}</summary>
      <ul className="line-warranties">
        {data.items.map((line) => (
          <li key={line.line_id}>
            <bdi>{line.description}</bdi>
            <Term order={order} line={line} disabled={!data.actions.includes('update')} />
          </li>
        ))}
      </ul>
    </details>
  )
}

function Term({ order, line, disabled }: { order: WorkOrder; line: Line; disabled: boolean }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const client = useQueryClient()
  const save = (part: Partial<WarrantyTerm>) => {
    const term = { months: line.months, km: line.km, ...part }
    if (term.months === line.months && term.km === line.km) return
    setLineWarranty(order.id, line.line_id, term)
      .catch((error: unknown) => message.error(errorText(error)))
      .finally(() => client.invalidateQueries({ queryKey: ['work-orders'] }))
  }
  return (
    <span className="row">
      <InputNumber
        key={`months ${line.months}`}
        disabled={disabled}
        min={1}
        max={240}
        {...(line.months === null ? {} : { defaultValue: line.months })}
        aria-label={t('workshop.warranty.months')}
        suffix={t('workshop.warranty.monthsShort')}
        onBlur={({ target }) => save({ months: Number.parseInt(target.value, 10) || null })}
      />
      <InputNumber
        key={`km ${line.km}`}
        disabled={disabled}
        min={1}
        max={1_000_000}
        step={1000}
        {...(line.km === null ? {} : { defaultValue: line.km })}
        aria-label={t('workshop.warranty.km')}
        suffix="km"
        onBlur={({ target }) => save({ km: Number.parseInt(target.value.replace(/\D/g, ''), 10) || null })}
      />
    </span>
  )
}
