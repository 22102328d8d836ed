import { Tooltip } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Id, PersonTime, TimeSum } from '@/api/types'
import { EmptyState } from '@/ui/EmptyState'
import type { Column } from '@/ui/RowCards'
import { RowsPanel } from '@/ui/RowsPanel'
import { useLanguage } from '@/ui/useLanguage'
import { usePhone } from '@/ui/usePhone'
import { DaySums } from './DaySums'
import { formatHours, formatRatio, formatSold, waitingOf } from './hours'
import { type Period, useTimeReport } from './queries'

interface Row {
  id: Id
  name: string
  time: TimeSum
}

/** Attended, clocked and sold hours by person, with the total below. */
export function ReportPanel({ site, period }: { site: Id; period: Period }) {
  const { t } = useTranslation()
  const query = useTimeReport(site, period)
  const rows = query.data && withTotal(query.data.people, query.data.total, t('time.all'))
  return (
    <RowsPanel<Row>
      title={t('time.report')}
      query={{ data: rows, error: query.error, refetch: query.refetch }}
      columns={useColumns()}
      empty={<EmptyState title={t('time.noReport')} text={t('time.noClockingsText')} />}
    />
  )
}

function withTotal(people: PersonTime[], total: TimeSum, all: string): Row[] {
  const rows = people.map(({ user, time }) => ({ id: user.id, name: user.name, time }))
  return rows.length > 1 ? [...rows, { id: 'total', name: all, time: total }] : rows
}

function useColumns(): Column<Row>[] {
  const { t } = useTranslation()
  const language = useLanguage()
  const phone = usePhone()
  const hours = (name: 'attended' | 'worked' | 'unexplained'): Column<Row> => ({
    key: name,
    title: t(`time.${name}`),
    end: true,
    render: ({ time }) => <span className="num">{formatHours(time[name])}</span>,
  })
  const ratio = (name: 'utilisation' | 'efficiency' | 'productivity'): Column<Row> => ({
    key: name,
    title: t(`time.${name}`),
    end: true,
    render: ({ time }) => (
      <Tooltip title={t(`time.formula.${name}`)}>
        <span className="num">{formatRatio(time[name], language)}</span>
      </Tooltip>
    ),
  })
  const name: Column<Row> = { key: 'name', title: t('time.person'), render: (row) => <bdi>{row.name}</bdi> }
  // Figures side by side mean nothing without their heads.
  if (phone) return [name, { key: 'sums', title: t('time.report'), render: ({ time }) => <DaySums sum={time} /> }]
  return [
    name,
    { key: 'bar', title: t('time.day'), render: ({ time }) => <TimeBar sum={time} />, desktopOnly: true },
    hours('attended'),
    hours('worked'),
    {
      key: 'waiting',
      title: t('time.waiting'),
      end: true,
      render: ({ time }) => (
        <Tooltip title={<Waits sum={time} />}>
          <span className="num">{formatHours(waitingOf(time))}</span>
        </Tooltip>
      ),
    },
    hours('unexplained'),
    {
      key: 'sold',
      title: t('time.sold'),
      end: true,
      render: ({ time }) => <span className="num">{formatSold(time.sold, language)}</span>,
    },
    ratio('utilisation'),
    ratio('efficiency'),
    ratio('productivity'),
  ]
}

function Waits({ sum }: { sum: TimeSum }) {
  const { t } = useTranslation()
  const reasons = ['waiting_approval', 'waiting_parts', 'waiting_bay', 'waiting_diagnosis'] as const
  return reasons.map((reason) => (
    <div key={reason}>
      {t(`time.activity.${reason}`)}: {formatHours(sum[reason])}
    </div>
  ))
}

/** What the attended hours went to. */
function TimeBar({ sum }: { sum: TimeSum }) {
  const { t } = useTranslation()
  const parts = { worked: sum.worked, waiting: waitingOf(sum), unexplained: sum.unexplained }
  const whole = Math.max(parts.worked + parts.waiting + parts.unexplained, 1)
  const label = (['worked', 'waiting', 'unexplained'] as const)
    .map((name) => `${t(`time.${name}`)} ${formatHours(parts[name])}`)
    .join(', ')
  return (
    <span className="time-bar" role="img" aria-label={label} title={label}>
      {Object.entries(parts).map(([name, seconds]) => (
        <i key={name} className={name} style={{ inlineSize: `${(100 * seconds) / whole}%` }} />
      ))}
    </span>
  )
}
