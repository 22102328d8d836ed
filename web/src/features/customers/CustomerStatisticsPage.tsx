import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Segmented, Select, Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { CustomersStatistics } from '@/api/types'
import { LANGUAGES } from '@/app/locale'
import { useMay } from '@/app/permission'
import { type Bar, Bars } from '@/ui/Bars'
import { useCustomerTags } from '@/ui/CustomerTags'
import { Money } from '@/ui/Money'
import { PageHeader } from '@/ui/PageHeader'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { formatMonth } from '@/ui/time'
import { useLanguage } from '@/ui/useLanguage'
import { useUrlState } from '@/ui/useUrlState'
import { periodOf, TOP_PERIODS, type TopPeriod } from './period'

const SPANS = ['3', '12', '24'] as const

/** All customers in figures; what counts customers leads to the list of them. */
export function CustomerStatisticsPage() {
  const { t } = useTranslation()
  const [url, setUrl] = useUrlState()
  const months = SPANS.find((span) => span === url.months) ?? '12'
  const top = TOP_PERIODS.find((name) => name === url.top) ?? 'thisYear'
  const period = periodOf(top, new Date())
  const query = useQuery({
    queryKey: ['customer-statistics', months, period],
    queryFn: ({ signal }) =>
      api.get<CustomersStatistics>('/customer-statistics', { query: { months, period }, signal }),
    placeholderData: keepPreviousData,
  })
  return (
    <>
      <PageHeader
        title={t('customers.statistics.title')}
        actions={
          <Segmented
            aria-label={t('customers.statistics.span')}
            value={months}
            onChange={(next) => setUrl({ months: next === '12' ? undefined : next })}
            options={SPANS.map((value) => ({ value, label: t(`customers.statistics.months_${value}`) }))}
          />
        }
      />
      {query.error && <ProblemAlert error={query.error} onRetry={() => query.refetch()} />}
      {query.isPending && <Skeleton active paragraph={{ rows: 8 }} />}
      {query.data && (
        <div className="charts">
          <WhoTheyAre data={query.data} />
          <WhenTheyCame data={query.data} />
          <HowTheyCame data={query.data} />
          <Top
            data={query.data}
            period={top}
            onPeriod={(next) => setUrl({ top: next === 'thisYear' ? undefined : next })}
          />
        </div>
      )}
    </>
  )
}

interface Part {
  data: CustomersStatistics
}

function WhoTheyAre({ data: { total, kinds, languages, tags, lost } }: Part) {
  const { t } = useTranslation()
  const names = useCustomerTags().data ?? []
  const figures: Bar[] = [
    { label: t('customers.statistics.total'), count: total, filter: {} },
    ...lost.map(({ months, before, count }) => ({
      label: t(`customers.statistics.lost_${months as 6 | 12 | 24}`),
      count,
      filter: { visited_until: before },
    })),
  ]
  const ofTag = ({ tag_id, count }: (typeof tags)[number]) =>
    names.filter(({ id }) => id === tag_id).map(({ name }) => ({ label: name, count, filter: { tags: tag_id } }))
  return (
    <>
      <Bars title={t('customers.statistics.figures')} bars={figures} list="/customers" />
      <Bars
        title={t('customers.statistics.kinds')}
        bars={kinds.map(({ kind, count }) => ({ label: t(`customers.kinds.${kind}`), count, filter: { kind } }))}
        list="/customers"
      />
      <Bars
        title={t('customers.statistics.tags')}
        bars={tags.flatMap(ofTag)}
        list="/customers"
        empty={t('customers.statistics.nothing')}
      />
      <Bars
        title={t('customers.statistics.languages')}
        bars={languages.map(({ language, count }) => ({
          label: LANGUAGES.find(({ code }) => code === language)?.name ?? language,
          count,
          filter: { language },
        }))}
        list="/customers"
      />
    </>
  )
}

function WhenTheyCame({ data: { months } }: Part) {
  const { t } = useTranslation()
  const language = useLanguage()
  const start = (place: number) => `${months[place]?.from}T00:00:00Z`
  const created = (place: number) => ({
    created_from: start(place),
    ...(place + 1 < months.length ? { created_until: start(place + 1) } : {}),
  })
  return (
    <>
      <Bars
        title={t('customers.statistics.newByMonth')}
        bars={months.map(({ from, new_customers }, place) => ({
          label: formatMonth(from, language),
          count: new_customers,
          filter: created(place),
        }))}
        list="/customers"
      />
      <Bars
        title={t('customers.statistics.visits')}
        legend={[t('customers.statistics.firstVisit'), t('customers.statistics.returning')]}
        bars={months.map(({ from, new_visits, returning_visits }) => ({
          label: formatMonth(from, language),
          count: new_visits + returning_visits,
          parts: [new_visits, returning_visits],
        }))}
      />
    </>
  )
}

function HowTheyCame({ data: { lead_sources, visit_sources } }: Part) {
  const { t } = useTranslation()
  const empty = t('customers.statistics.nothing')
  const bar = ({ source, count }: (typeof lead_sources)[number]) => ({ label: t(`leadSource.${source}`), count })
  return (
    <>
      <Bars
        title={t('customers.statistics.sources')}
        bars={lead_sources.map((one) => ({ ...bar(one), filter: { lead_source: one.source } }))}
        list="/customers"
        empty={empty}
      />
      <Bars title={t('customers.statistics.visitSources')} bars={visit_sources.map(bar)} empty={empty} />
    </>
  )
}

function Top({ data: { top }, period, onPeriod }: Part & { period: TopPeriod; onPeriod: (next: TopPeriod) => void }) {
  const { t } = useTranslation()
  if (!useMay('invoice.read')) return null
  const chosen = (
    <Select<TopPeriod>
      aria-label={t('customers.statistics.topPeriod')}
      value={period}
      onChange={onPeriod}
      options={TOP_PERIODS.map((value) => ({ value, label: t(`customers.statistics.${value}`) }))}
    />
  )
  return (
    <Bars
      title={t('customers.statistics.top')}
      extra={chosen}
      empty={t('customers.statistics.nothing')}
      bars={top.map(({ customer_id, name, invoiced, currency }) => ({
        label: name,
        count: invoiced,
        text: <Money amount={invoiced} currency={currency} />,
        href: `/customers/${customer_id}`,
      }))}
    />
  )
}
