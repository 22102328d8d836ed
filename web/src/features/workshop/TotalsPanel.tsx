import { useTranslation } from 'react-i18next'
import type { Totals } from '@/api/types'
import { Money } from '@/ui/Money'
import { Percent } from '@/ui/Quantity'

/** Net, VAT per rate, stamp duty and total, as the server computed them. */
export function TotalsPanel({ totals }: { totals: Totals }) {
  const { t } = useTranslation()
  const money = (amount: number) => <Money amount={amount} currency={totals.currency} />
  return (
    <section className="panel panel-body totals" aria-label={t('workshop.totals')} aria-live="polite">
      <dl className="facts">
        <dt>{t('workshop.netTotal')}</dt>
        <dd>{money(totals.net)}</dd>
        {totals.vat_groups.map((group) => (
          <Group key={group.rate} rate={group.rate} amount={money(group.vat)} />
        ))}
        <dt>{t('workshop.gross')}</dt>
        <dd>{money(totals.gross)}</dd>
        {totals.stamp_duty > 0 && (
          <>
            <dt>{t('workshop.stampDuty')}</dt>
            <dd>{money(totals.stamp_duty)}</dd>
          </>
        )}
        <dt className="grand">{t('workshop.toPay')}</dt>
        <dd className="grand">{money(totals.total)}</dd>
      </dl>
    </section>
  )
}

function Group({ rate, amount }: { rate: number; amount: React.ReactNode }) {
  const { t } = useTranslation()
  return (
    <>
      <dt>
        {t('workshop.vat')} <Percent value={rate} />
      </dt>
      <dd>{amount}</dd>
    </>
  )
}
