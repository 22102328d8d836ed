import { Button, Drawer } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Id, Kpi, KpiRow, KpiSeries, SeriesGroup } from '@/api/types'
import { useMay } from '@/app/permission'
import { ExportButton } from '@/features/customers/ExportButton'
import { type Column, DataTable } from '@/ui/DataTable'
import { EmptyState } from '@/ui/EmptyState'
import { Facts } from '@/ui/Facts'
import type { Days } from '@/ui/months'
import { formatDay, formatMonth } from '@/ui/time'
import { useLanguage } from '@/ui/useLanguage'
import { usePhone } from '@/ui/usePhone'
import { Chart } from './Chart'
import { target } from './documents'
import { GoalPanel } from './GoalPanel'
import { kpiText } from './kpi'
import { type Step, stepOf } from './period'
import { StillOpen } from './StillOpen'

interface Props {
  kpi: Kpi
  currency: string
  site?: string
  days: Days
  series?: KpiSeries
  /** Where a goal can be set: at one site. */
  goalAt?: Id
  /** Keeps what is on the screen. */
  onSave: () => void
  onClose: () => void
}

/** What a figure is made of: its formula, how it went, and each document behind it. */
export function KpiDrawer({ kpi, currency, site, days, series, goalAt, onSave, onClose }: Props) {
  const { t } = useTranslation()
  const phone = usePhone()
  const mayAim = useMay('report.manage')
  const query = { site, ...days }
  return (
    <Drawer
      open
      onClose={onClose}
      title={t(`reports.kpi.${kpi.id}`)}
      size={phone ? '100%' : 860}
      extra={
        <span className="row">
          <Button onClick={onSave}>{t('savedReports.keep')}</Button>
          <ExportButton
            path={`/reports/kpis/${kpi.id}/rows/export`}
            name={`${kpi.id}-${days.from}-${days.until}`}
            query={query}
            label={t('reports.export')}
          />
        </span>
      }
    >
      <div className="stack">
        <Formula kpi={kpi} currency={currency} />
        {series && <Course kpi={kpi} currency={currency} series={series} step={stepOf(days)} />}
        {goalAt && mayAim && sameMonth(days) && (
          <GoalPanel key={kpi.id} kpi={kpi} currency={currency} site={goalAt} month={`${days.from.slice(0, 7)}-01`} />
        )}
        <h2 className="panel-title">{t('reports.rows')}</h2>
        <DataTable<KpiRow>
          path={`/reports/kpis/${kpi.id}/rows`}
          query={query}
          columns={useColumns(kpi, currency)}
          href={target}
          empty={<EmptyState title={t('reports.noRows')} text={t('reports.noRowsText')} />}
        />
      </div>
    </Drawer>
  )
}

const sameMonth = ({ from, until }: Days) => from.slice(0, 7) === until.slice(0, 7)

function Formula({ kpi, currency }: { kpi: Kpi; currency: string }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { now, before, hint } = kpi
  const bdi = (text: string) => <bdi className="num">{text}</bdi>
  const facts = [
    { label: t('reports.now'), value: <strong>{bdi(kpiText(now.value, kpi.unit, currency, language))}</strong> },
    { label: t('reports.was'), value: bdi(kpiText(before.value, kpi.unit, currency, language)) },
  ]
  if (kpi.denominator_unit) {
    facts.push(
      { label: t('reports.numerator'), value: bdi(kpiText(now.numerator, kpi.numerator_unit, currency, language)) },
      {
        label: t('reports.denominator'),
        value: bdi(kpiText(now.denominator, kpi.denominator_unit, currency, language)),
      },
    )
  }
  return (
    <section className="panel panel-body stack" aria-label={t('reports.formula')}>
      <p className="kpi-formula">{t(`reports.formulas.${kpi.id}`)}</p>
      <Facts facts={facts} />
      <StillOpen kpi={kpi} />
      {hint && (
        <p className="muted">
          {t('reports.hint', {
            from: kpiText(hint.from, kpi.unit, currency, language),
            until: kpiText(hint.until, kpi.unit, currency, language),
          })}
        </p>
      )}
    </section>
  )
}

function Course({ kpi, currency, series, step }: Pick<Props, 'kpi' | 'currency'> & { series: KpiSeries; step: Step }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const values = valuesOf(series, currency, kpi.id)
  const names = series.starts.map((start) =>
    step === 'month' ? formatMonth(start, language) : formatDay(start, language),
  )
  if (values.length < 2) return null
  return (
    <Chart
      label={t('reports.course', { name: t(`reports.kpi.${kpi.id}`) })}
      names={names}
      values={values}
      text={(value) => kpiText(value, kpi.unit, currency, language)}
    />
  )
}

export function valuesOf(series: KpiSeries | undefined, currency: string, id: string): (number | null)[] {
  const group = series?.groups.find((group: SeriesGroup) => group.currency === currency)
  return group?.kpis.find((kpi) => kpi.id === id)?.values ?? []
}

function useColumns(kpi: Kpi, currency: string): Column<KpiRow>[] {
  const { t } = useTranslation()
  const language = useLanguage()
  const number = (value: number | null, unit: Kpi['numerator_unit']) => (
    <bdi className="num">{value === 0 ? '' : kpiText(value, unit, currency, language)}</bdi>
  )
  const columns: Column<KpiRow>[] = [
    {
      key: 'number',
      title: t('reports.number'),
      render: (row) => <bdi>{row.number || t(`reports.kinds.${row.kind}`)}</bdi>,
    },
    { key: 'kind', title: t('reports.kind'), render: (row) => t(`reports.kinds.${row.kind}`) },
    { key: 'label', title: t('reports.whose'), render: (row) => <bdi>{row.label}</bdi> },
    { key: 'day', title: t('reports.day'), render: (row) => formatDay(row.day, language) },
    {
      key: 'numerator',
      title: kpi.denominator_unit ? t('reports.numerator') : t('reports.amount'),
      render: (row) => number(row.numerator, kpi.numerator_unit),
    },
  ]
  const below = kpi.denominator_unit
  if (below) {
    columns.push({
      key: 'denominator',
      title: t('reports.denominator'),
      render: (row) => number(row.denominator, below),
    })
  }
  return columns
}
