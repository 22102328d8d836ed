import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { Id, VatReport } from '@/api/types'
import { ExportButton } from '@/features/customers/ExportButton'
import { type Bar, Bars } from '@/ui/Bars'
import { Money } from '@/ui/Money'
import type { Days } from '@/ui/months'
import { formatScaled } from '@/ui/scaled'
import { useLanguage } from '@/ui/useLanguage'
import { useUrlState } from '@/ui/useUrlState'

const BASES = ['invoiced', 'paid'] as const

/** VAT of a month by rate. */
export function VatPanel({ site, month }: { site: Id; month: Days }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const [url, setUrl] = useUrlState()
  const basis = url.basis === 'paid' ? 'paid' : 'invoiced'
  const asked = { ...month, basis }
  const report = useQuery({
    queryKey: ['vat-reports', site, asked],
    queryFn: ({ signal }) => api.get<VatReport>(`/vat-reports/${site}`, { query: asked, signal }),
    placeholderData: keepPreviousData,
  }).data
  if (!report) return null
  const { currency, rates } = report
  const bars = rates.map(
    ({ rate, exempt, base, vat }): Bar => ({
      label: exempt ? t('totals.exempt') : `${formatScaled(rate, 2, language)} %`,
      count: Math.max(vat, 0),
      text: (
        <>
          <Money amount={vat} currency={currency} />{' '}
          <span className="muted">
            {t('accounting.on')} <Money amount={base} currency={currency} />
          </span>
        </>
      ),
    }),
  )
  return (
    <Bars
      title={t('accounting.vat')}
      bars={bars}
      empty={t('accounting.noVat')}
      extra={
        <>
          <p>
            <strong>
              <Money amount={report.vat} currency={currency} />
            </strong>{' '}
            <span className="muted">
              {t('accounting.documents', { invoices: report.invoices, credits: report.credit_notes })} ·{' '}
              {t('accounting.stampDuty')} <Money amount={report.stamp_duty} currency={currency} />
              {report.levies !== 0 && (
                <>
                  {' · '}
                  {t('accounting.levies')} <Money amount={report.levies} currency={currency} />
                </>
              )}
            </span>
          </p>
          <div className="row wrap">
            <Segmented
              aria-label={t('accounting.basis')}
              value={basis}
              onChange={(next) => setUrl({ basis: next === 'paid' ? 'paid' : undefined })}
              options={BASES.map((value) => ({ value, label: t(`accounting.bases.${value}`) }))}
            />
            <ExportButton
              path={`/vat-reports/${site}/export`}
              name={`vat-${month.from}`}
              query={asked}
              label={t('accounting.exportVat')}
            />
          </div>
        </>
      }
    />
  )
}
