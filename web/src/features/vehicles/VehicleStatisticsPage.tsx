import { useQuery } from '@tanstack/react-query'
import { Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { VehicleStatistics } from '@/api/types'
import { type Bar, Bars } from '@/ui/Bars'
import { PageHeader } from '@/ui/PageHeader'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { formatDay } from '@/ui/time'
import { useLanguage } from '@/ui/useLanguage'

/** The group's vehicles in numbers. */
export function VehicleStatisticsPage() {
  const { t } = useTranslation()
  const query = useQuery({
    queryKey: ['vehicles', 'statistics'],
    queryFn: ({ signal }) => api.get<VehicleStatistics>('/vehicle-statistics', { signal }),
  })
  return (
    <>
      <PageHeader title={t('vehicles.statistics.title')} />
      {query.error && <ProblemAlert error={query.error} onRetry={() => query.refetch()} />}
      {query.isPending && <Skeleton active paragraph={{ rows: 8 }} />}
      {query.data && <Charts data={query.data} />}
    </>
  )
}

function Charts({ data }: { data: VehicleStatistics }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { total, without_owner, service_overdue, makes, years, fuels, daily, weeks } = data
  const figures: Bar[] = [
    { label: t('vehicles.statistics.total'), count: total },
    { label: t('vehicles.statistics.overdue'), count: service_overdue },
    { label: t('vehicles.noOwner'), count: without_owner },
  ]
  const last = daily.at(-1)?.from
  return (
    <div className="charts">
      <Chart title={t('vehicles.statistics.figures')} bars={figures} />
      <Chart
        title={t('vehicles.statistics.weeks')}
        bars={weeks.map(({ from, count }) => ({ label: formatDay(from, language), count }))}
      />
      <Chart
        title={t('vehicles.statistics.makes')}
        bars={makes.map(({ make, count }) => ({ label: make, count, filter: { make } }))}
      />
      <Chart
        title={t('vehicles.statistics.fuels')}
        bars={fuels.map(({ fuel, count }) => ({ label: t(`vehicles.fuel.${fuel}`), count, filter: { fuel } }))}
      />
      <Chart
        title={t('vehicles.statistics.daily')}
        bars={daily.map(({ from, count }) => ({
          label: from === last && from >= 90 ? `${from}+ km` : `${from}–${from + 9} km`,
          count,
        }))}
      />
      <Chart
        title={t('vehicles.statistics.years')}
        bars={years.map(({ year, count }) => ({ label: String(year), count, filter: { year: String(year) } }))}
      />
    </div>
  )
}

function Chart(props: { title: string; bars: Bar[] }) {
  return <Bars list="/vehicles" {...props} />
}
