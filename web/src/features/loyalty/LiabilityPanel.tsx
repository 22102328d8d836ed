import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Input } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Id, LoyaltyLiability } from '@/api/types'
import { useTimeZone } from '@/app/site'
import { ExportButton } from '@/features/customers/ExportButton'
import { type Bar, Bars } from '@/ui/Bars'
import { Facts } from '@/ui/Facts'
import { Money } from '@/ui/Money'
import { formatScaled } from '@/ui/scaled'
import { toWall } from '@/ui/time'
import { useLanguage } from '@/ui/useLanguage'
import { useUrlState } from '@/ui/useUrlState'
import { loyaltyLiability } from './queries'
import './loyalty.css'

/** What customers could use of points at the end of a day, by age, and what came and went by month. */
export function LiabilityPanel({ site }: { site: Id }) {
  const { t } = useTranslation()
  const zone = useTimeZone()
  const [url, setUrl] = useUrlState()
  const today = toWall(new Date(), zone).slice(0, 10)
  const until = url.on && url.on <= today ? url.on : today
  const report = useQuery({ ...loyaltyLiability(site, until), placeholderData: keepPreviousData }).data
  if (!report) return null
  return (
    <>
      <div className="row wrap">
        <label className="row wrap">
          {t('loyalty.until')}
          <Input
            type="date"
            style={{ inlineSize: '11rem' }}
            value={until}
            max={today}
            onChange={({ target }) => setUrl({ on: target.value === today ? undefined : target.value || undefined })}
          />
        </label>
        <ExportButton
          path={`/loyalty-liabilities/${site}/export`}
          name={`points-${until}`}
          query={{ until }}
          label={t('loyalty.exportLiability')}
        />
      </div>
      <Outstanding report={report} />
      {report.months.length > 0 && <Months report={report} />}
    </>
  )
}

function Outstanding({ report }: { report: LoyaltyLiability }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { currency, ages, points, amount, worth, customers, overdrawn } = report
  const number = (value: number) => <span className="num">{formatScaled(value, 0, language)}</span>
  const facts = [
    { label: t('loyalty.liability'), value: <strong>{number(points)}</strong> },
    {
      label: t('worth.view.worth'),
      value: (
        <strong>
          <Money amount={amount} currency={currency} />
        </strong>
      ),
    },
    { label: t('loyalty.worthOfPoint'), value: <Money amount={worth} currency={currency} /> },
    { label: t('loyalty.holders'), value: number(customers) },
    ...(overdrawn < 0 ? [{ label: t('loyalty.overdrawn'), value: number(overdrawn) }] : []),
  ]
  const bar = ({ from_months: from, to_months: to, points: count, amount }: (typeof ages)[number]): Bar => ({
    label: to === null ? t('loyalty.ageOver', { from }) : t('loyalty.age', { from, to }),
    count,
    text: (
      <>
        {number(count)} <span className="muted">·</span> <Money amount={amount} currency={currency} />
      </>
    ),
  })
  return (
    <Bars
      title={t('loyalty.liability')}
      bars={points > 0 ? ages.map(bar) : []}
      empty={t('loyalty.nothing')}
      extra={
        <>
          <p className="muted">{t('loyalty.liabilityHint')}</p>
          <Facts facts={facts} />
        </>
      }
    />
  )
}

const COLUMNS = ['earned', 'given', 'usedPoints', 'expired'] as const

/** Months are few: a table of numbers, and what was earned and used as bars. */
function Months({ report: { months, currency } }: { report: LoyaltyLiability }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const number = (value: number) => formatScaled(value, 0, language)
  const name = (month: string) =>
    new Intl.DateTimeFormat(language, { month: 'short', year: 'numeric', timeZone: 'UTC' }).format(
      new Date(`${month}-01T00:00:00Z`),
    )
  return (
    <>
      <Bars
        title={t('loyalty.months12')}
        legend={[t('loyalty.earned'), t('loyalty.usedPoints')]}
        bars={months.map(({ month, earned, granted, used }) => ({
          label: name(month),
          count: Math.max(0, earned + granted) + Math.max(0, used),
          parts: [Math.max(0, earned + granted), Math.max(0, used)],
        }))}
      />
      <section className="panel loyalty-months">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('loyalty.month')}</th>
              {COLUMNS.map((column) => (
                <th key={column} scope="col" className="num">
                  {t(`loyalty.${column}`)}
                </th>
              ))}
              <th scope="col" className="num">
                {t('loyalty.paid')}
              </th>
            </tr>
          </thead>
          <tbody>
            {months.map(({ month, earned, granted, used, expired, paid }) => (
              <tr key={month}>
                <th scope="row">{name(month)}</th>
                <td className="num">{number(earned)}</td>
                <td className="num">{number(granted)}</td>
                <td className="num">{number(used)}</td>
                <td className="num">{number(expired)}</td>
                <td className="num">
                  <Money amount={paid} currency={currency} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  )
}
