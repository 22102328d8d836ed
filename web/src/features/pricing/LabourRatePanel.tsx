import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { WorkOrder } from '@/api/types'
import type { Change } from '@/features/workshop/WorkOrderPage'
import { Money } from '@/ui/Money'
import { useLabourPrice } from './labourPrice'
import { chooseRate } from './queries'

/** What an hour costs on the order and why, and choosing another rate. Nothing at a site without named rates. */
export function LabourRatePanel({ order, change }: { order: WorkOrder; change: Change }) {
  const { t } = useTranslation()
  const query = useLabourPrice(order.id)
  const price = query.data
  if (!price || (price.rates.length === 0 && price.price_rule.rule === 'site_rate')) return null
  const choose = async (id?: string) => {
    if (await change(() => chooseRate(order.id, id ?? null))) await query.refetch()
  }
  const { rule, name } = price.price_rule
  return (
    <section className="panel panel-body stack" aria-label={t('prices.labour')}>
      <div className="row wrap">
        <h2 className="panel-title grow">{t('prices.labour')}</h2>
        <strong>
          <Money amount={price.unit_price} currency={order.totals.currency} /> / {t('prices.hour')}
        </strong>
      </div>
      <span className="muted small">
        {t(`priceRule.${rule}`)}
        {name && (
          <>
            {' · '}
            <bdi>{name}</bdi>
          </>
        )}
      </span>
      {price.actions.includes('choose') && (
        <Select
          allowClear
          aria-label={t('prices.choose')}
          placeholder={t('prices.choose')}
          value={price.labour_rate_id ?? undefined}
          onChange={choose}
          options={price.rates.map((rate) => ({ value: rate.id, label: rate.name }))}
        />
      )}
    </section>
  )
}
