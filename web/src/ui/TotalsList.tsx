import { useTranslation } from 'react-i18next'
import type { Totals } from '@/api/types'
import { Money } from './Money'
import { Percent } from './Quantity'

/** A document's totals as the server computed them, in the same words everywhere: levies stand before the VAT, which is charged on them too, and the rounding of what was told with tax and the stamp duty after it. `total` names the last. */
export function TotalsList({ totals, total }: { totals: Totals; total?: string }) {
  const { t } = useTranslation()
  const { currency } = totals
  const vat = totals.vat_groups.map((group) => ({
    key: `vat-${group.rate}-${group.exempt}`,
    name: group.exempt ? (
      t('totals.exempt')
    ) : (
      <>
        {t('totals.vat')} <Percent value={group.rate} />
      </>
    ),
    amount: group.vat,
  }))
  const levies = (totals.levies ?? []).map((levy) => ({
    key: `levy-${levy.rate}-${levy.vat_rate}-${levy.exempt}`,
    name: (
      <>
        {t('totals.levy')} <Percent value={levy.rate} />
      </>
    ),
    amount: levy.amount,
  }))
  const further = [
    { key: 'rounding', name: t('totals.rounding'), amount: totals.rounding ?? 0 },
    { key: 'stamp', name: t('totals.stamp'), amount: totals.stamp_duty },
  ]
  const rows = [
    { key: 'net', name: t('totals.net'), amount: totals.net },
    ...levies,
    ...vat,
    { key: 'gross', name: t('totals.gross'), amount: totals.gross },
    ...further.filter(({ amount }) => amount !== 0),
    { key: 'grand', name: total ?? t('totals.toPay'), amount: totals.total },
  ]
  return (
    <dl className="totals-list">
      {rows.map(({ key, name, amount }) => (
        <div key={key} className={key === 'grand' ? key : undefined}>
          <dt>{name}</dt>
          <dd>
            <Money amount={amount} currency={currency} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
