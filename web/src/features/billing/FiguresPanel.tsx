import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { Amount, Id, InvoiceFigures } from '@/api/types'
import { OneSite } from '@/app/OneSite'
import { useSiteId } from '@/app/site'
import { type Bar, Bars } from '@/ui/Bars'
import { EmptyState } from '@/ui/EmptyState'
import { Facts } from '@/ui/Facts'
import { Money } from '@/ui/Money'
import { MonthStep, useMonth } from '@/ui/MonthStep'
import { monthOf } from '@/ui/months'
import { formatMonth } from '@/ui/time'
import { useLanguage } from '@/ui/useLanguage'
import { useUrlState } from '@/ui/useUrlState'

const SPANS = ['year', 'month'] as const

/** What a site invoiced, by month, state and customer, and what it gave away. */
export function FiguresPanel() {
  return (
    <OneSite>
      <OfSite />
    </OneSite>
  )
}

function OfSite() {
  const { t } = useTranslation()
  const site = useSiteId()
  const month = useMonth()
  const [url, setUrl] = useUrlState()
  const span = url.span === 'month' ? 'month' : 'year'
  const days = span === 'year' ? { from: monthOf(month.from, -11).from, until: month.until } : month
  const figures = useQuery({
    queryKey: ['invoice-figures', site, days],
    queryFn: ({ signal }) => api.get<InvoiceFigures>(`/invoice-figures/${site}`, { query: { ...days }, signal }),
    placeholderData: keepPreviousData,
    enabled: site !== '',
  }).data
  return (
    <div className="stack">
      <div className="row wrap">
        <MonthStep />
        <Segmented
          aria-label={t('figures.title')}
          value={span}
          onChange={(next) => setUrl({ span: next === 'month' ? 'month' : undefined })}
          options={SPANS.map((value) => ({ value, label: t(`figures.${value}`) }))}
        />
      </div>
      {figures &&
        (figures.months.length === 0 ? <EmptyState title={t('figures.none')} /> : <Shown {...{ figures, site }} />)}
    </div>
  )
}

function Shown({ figures, site }: { figures: InvoiceFigures; site: Id }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { currency } = figures
  const money = (amount: Amount) => <Money amount={amount} currency={currency} />
  const count = (invoices: number) => <span className="muted">{t('figures.invoices', { count: invoices })}</span>
  const months = figures.months.map(
    ({ month, net, credited, invoices }): Bar => ({
      label: formatMonth(`${month}-01`, language),
      count: Math.max(net - credited, 0),
      text: (
        <>
          {money(net - credited)} {count(invoices)}
        </>
      ),
    }),
  )
  const states = figures.states.map(
    ({ state, invoices, total, due }): Bar => ({
      label: t(`billing.states.${state}`),
      count: invoices,
      filter: { state, site },
      text: (
        <>
          {count(invoices)}{' '}
          {due > 0 ? (
            <span className="muted">
              {t('figures.due')} {money(due)}
            </span>
          ) : (
            money(total)
          )}
        </>
      ),
    }),
  )
  const customers = figures.customers.map(
    ({ customer, net, invoices }): Bar => ({
      label: customer.name,
      href: `/customers/${customer.id}`,
      count: Math.max(net, 0),
      text: (
        <>
          {money(net)} {count(invoices)}
        </>
      ),
    }),
  )
  const given = figures.given.map(
    ({ cover, invoices, amount }): Bar => ({
      label: t(`reductions.cover.${cover}`),
      count: amount,
      text: (
        <>
          {money(amount)} {count(invoices)}
        </>
      ),
    }),
  )
  return (
    <>
      <section className="panel panel-body" aria-label={t('figures.title')}>
        <Facts
          facts={[
            { label: t('figures.net'), value: money(figures.net) },
            { label: t('figures.credited'), value: money(figures.credited) },
            { label: t('figures.discounts'), value: money(figures.discounts) },
          ]}
        />
      </section>
      <Bars title={t('figures.byMonth')} bars={months} />
      <Bars title={t('figures.byState')} bars={states} list="/invoices" />
      <Bars title={t('figures.customers')} bars={customers} />
      <Bars title={t('figures.given')} bars={given} empty={t('figures.nothingGiven')} />
    </>
  )
}
