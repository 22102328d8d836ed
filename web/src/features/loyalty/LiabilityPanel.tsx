import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Input } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Id, LoyaltyLiability } from '@/api/types'
import { useTimeZone } from '@/app/site'
import { ExportButton } from '@/features/customers/ExportButton'
import { type Bar, Bars } from '@/ui/Bars'
import { Facts } from '@/ui/Facts'
import { Money } from '@/ui/Money'
import type { Column } from '@/ui/RowCards'
import { RowsPanel } from '@/ui/RowsPanel'
import { formatScaled } from '@/ui/scaled'
import { toWall } from '@/ui/time'
import { useLanguage } from '@/ui/useLanguage'
import { useUrlState } from '@/ui/useUrlState'
import { loyaltyLiability } from './queries'

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
      label: t('loyalty.value'),
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

type Month = LoyaltyLiability['months'][number] & { id: string }

/** Months are few: what was earned and used as bars, and all of it as rows. */
function Months({ report }: { report: LoyaltyLiability }) {
  const { t } = useTranslation()
  const name = useMonthName()
  const rows = report.months.map((month) => ({ ...month, id: month.month }))
  return (
    <>
      <Bars
        title={t('loyalty.months12')}
        legend={[t('loyalty.earned'), t('loyalty.usedPoints')]}
        bars={rows.map(({ month, earned, granted, referred, used }) => ({
          label: name(month),
          count: Math.max(0, earned + granted + referred) + Math.max(0, used),
          parts: [Math.max(0, earned + granted + referred), Math.max(0, used)],
        }))}
      />
      <RowsPanel<Month>
        query={{ data: rows, error: null, refetch: () => {} }}
        columns={useColumns(report.currency)}
        empty={null}
      />
    </>
  )
}

function useMonthName() {
  const language = useLanguage()
  const format = new Intl.DateTimeFormat(language, { month: 'short', year: 'numeric', timeZone: 'UTC' })
  return (month: string) => format.format(new Date(`${month}-01T00:00:00Z`))
}

function useColumns(currency: string): Column<Month>[] {
  const { t } = useTranslation()
  const language = useLanguage()
  const name = useMonthName()
  const number = (value: number) => <span className="num">{formatScaled(value, 0, language)}</span>
  const points = (key: 'earned' | 'granted' | 'referred' | 'used' | 'expired', title: string): Column<Month> => ({
    key,
    title,
    end: true,
    named: true,
    render: (month) => number(month[key]),
  })
  return [
    { key: 'month', title: t('loyalty.month'), render: ({ month }) => <strong>{name(month)}</strong> },
    points('earned', t('loyalty.earned')),
    points('granted', t('loyalty.given')),
    points('referred', t('loyalty.referred')),
    points('used', t('loyalty.usedPoints')),
    points('expired', t('loyalty.expired')),
    {
      key: 'paid',
      title: t('loyalty.paid'),
      end: true,
      named: true,
      render: ({ paid }) => <Money amount={paid} currency={currency} />,
    },
  ]
}
