import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button, Input, Select, Skeleton } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { KpiGroup, KpiReport, KpiSeries, SavedReport } from '@/api/types'
import { useMe } from '@/app/session'
import { ALL, useListSite, useTimeZone } from '@/app/site'
import { ExportButton } from '@/features/customers/ExportButton'
import { Chips } from '@/ui/Chips'
import { EmptyState } from '@/ui/EmptyState'
import type { Days } from '@/ui/months'
import { PageHeader } from '@/ui/PageHeader'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { toWall } from '@/ui/time'
import { useUrlState } from '@/ui/useUrlState'
import { KpiCard } from './KpiCard'
import { valuesOf } from './KpiDrawer'
import { LEAK_KINDS } from './leaks'
import { charted, daysOf, PERIODS, type Period, stepOf } from './period'
import { ruleOf, shownIn } from './saved'
import './reporting.css'

const MorePanels = lazy(async () => ({ default: (await import('./MorePanels')).MorePanels }))

const KpiDrawer = lazy(async () => ({ default: (await import('./KpiDrawer')).KpiDrawer }))

const LeaksDrawer = lazy(async () => ({ default: (await import('./LeaksDrawer')).LeaksDrawer }))

const SavedDrawer = lazy(async () => ({ default: (await import('./SavedDrawer')).SavedDrawer }))

const SavedForm = lazy(async () => ({ default: (await import('./SavedForm')).SavedForm }))

const FAMILIES = ['sales', 'margins', 'labour', 'work', 'stock', 'desk'] as const

/** It follows what happens, told at most once in a few seconds: what came right after is seen then. */
const AGAIN = 60_000

/** What owners look at: each figure beside the period before, and behind it what it is made of. */
export function DashboardPage() {
  const { t } = useTranslation()
  const site = useReportSite()
  const days = useDays()
  const chart = charted(days)
  const [url, setUrl] = useUrlState()
  const report = useQuery({
    queryKey: ['reports', 'kpis', site, days],
    queryFn: ({ signal }) => api.get<KpiReport>('/reports/kpis', { query: { site, ...days }, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: AGAIN,
  })
  const series = useQuery({
    queryKey: ['reports', 'series', site, chart],
    queryFn: ({ signal }) =>
      api.get<KpiSeries>('/reports/series', { query: { site, ...chart, step: stepOf(chart) }, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: AGAIN,
  }).data
  const groups = report.data?.groups ?? []
  const [currency, id] = (url.kpi ?? '').split('.')
  const group = groups.find((group) => group.currency === currency)
  const opened = group?.kpis.find((kpi) => kpi.id === id)
  return (
    <div className="stack">
      <PageHeader
        title={t('nav.dashboard')}
        beside={<PeriodChoice days={days} />}
        actions={
          <>
            <ExportButton
              path="/reports/kpis/export"
              name={`figures-${days.from}-${days.until}`}
              query={{ site, ...days }}
              label={t('reports.exportAll')}
            />
            <Button onClick={() => setUrl({ saved: 'all', kpi: undefined, leaks: undefined })}>
              {t('savedReports.title')}
            </Button>
            <SiteChoice />
          </>
        }
      />
      {report.error && <ProblemAlert error={report.error} onRetry={() => report.refetch()} />}
      {report.isPending && <Skeleton active paragraph={{ rows: 8 }} />}
      {report.data && groups.length === 0 && <EmptyState title={t('reports.none')} text={t('reports.noneText')} />}
      {groups.map((group) => (
        <Figures
          key={group.currency}
          group={group}
          alone={groups.length === 1}
          series={series}
          onOpen={(kpi) => setUrl({ kpi: `${group.currency}.${kpi}` })}
        />
      ))}
      <Suspense>{groups.length > 0 && <MorePanels site={site} days={days} />}</Suspense>
      <Suspense>
        {opened && (
          <KpiDrawer
            kpi={opened}
            currency={currency ?? ''}
            site={site}
            days={days}
            series={series}
            goalAt={group?.sites.length === 1 ? group.sites[0]?.id : undefined}
            onSave={() => setUrl({ saved: 'new', what: `rows.${opened.id}`, kpi: undefined })}
            onClose={() => setUrl({ kpi: undefined })}
          />
        )}
        {url.leaks && (
          <LeaksDrawer
            kind={LEAK_KINDS.find((kind) => kind === url.leaks) ?? 'all'}
            site={site}
            onKind={(leaks) => setUrl({ leaks })}
            onSave={() => setUrl({ saved: 'new', what: 'leaks', leaks: undefined })}
            onClose={() => setUrl({ leaks: undefined })}
          />
        )}
        {url.saved && <Saved site={site} />}
      </Suspense>
    </div>
  )
}

/** Reports that are kept: the list, and the form of one, which a new one begins with what is on the screen. */
function Saved({ site }: { site?: string }) {
  const [url, setUrl] = useUrlState()
  const [edited, setEdited] = useState<SavedReport | null>(null)
  const period = usePeriod()
  const close = () => setUrl({ saved: undefined, on: undefined, what: undefined })
  const asked = url.saved === 'all' || url.saved === 'new' ? undefined : url.saved
  return (
    <>
      <SavedDrawer
        asked={asked}
        on={url.on}
        onNew={() => setUrl({ saved: 'new', what: undefined })}
        onEdit={setEdited}
        onClose={close}
      />
      {url.saved === 'new' && (
        <SavedForm
          begin={{ ...shownIn(url.what), site_id: site, period: ruleOf(period) }}
          onClose={() => setUrl({ saved: 'all', what: undefined })}
        />
      )}
      {edited && <SavedForm report={edited} begin={edited} onClose={() => setEdited(null)} />}
    </>
  )
}

interface FiguresProps {
  group: KpiGroup
  alone: boolean
  series?: KpiSeries
  onOpen: (kpi: string) => void
}

function Figures({ group, alone, series, onOpen }: FiguresProps) {
  const { t } = useTranslation()
  return (
    <>
      {!alone && (
        <p className="muted">
          {group.currency}: <bdi>{group.sites.map(({ name }) => name).join(', ')}</bdi>
        </p>
      )}
      {FAMILIES.map((family) => {
        const kpis = group.kpis.filter((kpi) => kpi.family === family)
        if (kpis.length === 0) return null
        return (
          <section key={family} aria-label={t(`reports.families.${family}`)}>
            <h2 className="kpi-family">{t(`reports.families.${family}`)}</h2>
            <div className="kpi-cards">
              {kpis.map((kpi) => (
                <KpiCard
                  key={kpi.id}
                  kpi={kpi}
                  currency={group.currency}
                  values={valuesOf(series, group.currency, kpi.id)}
                  onOpen={() => onOpen(kpi.id)}
                />
              ))}
            </div>
          </section>
        )
      })}
    </>
  )
}

/** The site that the address names, or the one that is worked at. */
function useReportSite(): string | undefined {
  const worked = useListSite()
  const [url] = useUrlState()
  if (url.site === ALL) return undefined
  return url.site ?? worked
}

function SiteChoice() {
  const { t } = useTranslation()
  const sites = useMe()?.sites ?? []
  const site = useReportSite()
  const [, setUrl] = useUrlState()
  if (sites.length < 2) return null
  return (
    <Select
      aria-label={t('reports.site')}
      value={site ?? ALL}
      onChange={(site) => setUrl({ site, kpi: undefined })}
      options={[
        { value: ALL, label: t('reports.allSites') },
        ...sites.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      style={{ minInlineSize: '12rem' }}
    />
  )
}

function usePeriod(): Period {
  const [url] = useUrlState()
  return url.period === 'own' ? 'own' : (PERIODS.find((period) => period === url.period) ?? 'month')
}

function useDays(): Days {
  const today = toWall(new Date(), useTimeZone()).slice(0, 10)
  const [url] = useUrlState()
  return daysOf(usePeriod(), today, { from: url.from, until: url.until })
}

function PeriodChoice({ days }: { days: Days }) {
  const { t } = useTranslation()
  const [, setUrl] = useUrlState()
  const period = usePeriod()
  const own = period === 'own' ? days : undefined
  const day = (name: 'from' | 'until') => (
    <Input
      type="date"
      aria-label={t(`reports.${name}`)}
      value={days[name]}
      onChange={({ target }) => target.value && setUrl({ ...days, [name]: target.value })}
      style={{ inlineSize: '10rem' }}
    />
  )
  return (
    <span className="row wrap">
      <Chips
        label={t('reports.period')}
        value={period}
        options={[...PERIODS, 'own' as const].map((value) => ({ value, label: t(`reports.periods.${value}`) }))}
        onChange={(next) =>
          setUrl({
            period: next === 'month' ? undefined : next,
            from: next === 'own' ? days.from : undefined,
            until: next === 'own' ? days.until : undefined,
          })
        }
      />
      {own && day('from')}
      {own && day('until')}
    </span>
  )
}
