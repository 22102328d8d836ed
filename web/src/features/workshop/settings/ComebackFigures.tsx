import { useTranslation } from 'react-i18next'
import type { Id } from '@/api/types'
import { Money } from '@/ui/Money'
import { useComebackReport } from '../floor/warranty'

/** How much came back within a year, and what an order is worth without that; nothing for who may not know. */
export function ComebackFigures({ site }: { site: Id }) {
  const { t } = useTranslation()
  const report = useComebackReport(site).data
  if (!report) return null
  return (
    <section className="panel panel-body stack" aria-label={t('workshop.comeback.figures')}>
      <h2 className="panel-title">{t('workshop.comeback.figures')}</h2>
      <p>
        {t('workshop.comeback.count', { comebacks: report.comebacks, orders: report.orders })}
        {report.rate !== null && ` (${(report.rate / 100).toLocaleString()} %)`}
      </p>
      {report.worth.map(({ currency, average }) => (
        <p key={currency}>
          {t('workshop.comeback.average')} <Money amount={average} currency={currency} />
        </p>
      ))}
      <ul>
        {report.by_cause.map(({ cause, comebacks }) => (
          <li key={cause}>
            {t(cause ? `workshop.comeback.cause.${cause}` : 'workshop.comeback.causeUnknown')}: {comebacks}
          </li>
        ))}
        {report.by_technician.map(({ id, name, comebacks }) => (
          <li key={id}>
            <bdi>{name}</bdi>: {comebacks}
          </li>
        ))}
      </ul>
    </section>
  )
}
