import { EditOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Button, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Clocking } from '@/api/types'
import type { Column } from '@/ui/DataTable'
import { Time } from '@/ui/Time'
import { Words } from '@/ui/Words'
import { formatHours } from './hours'

export function useClockingColumns(onCorrect?: (clocking: Clocking) => void): Column<Clocking>[] {
  const { t } = useTranslation()
  const columns: Column<Clocking>[] = [
    { key: 'person', title: t('time.person'), render: ({ user }) => <bdi>{user.name}</bdi> },
    {
      key: 'activity',
      title: t('time.what'),
      render: (row) => <span className={row.replaced_by ? 'replaced' : ''}>{t(`time.activity.${row.activity}`)}</span>,
    },
    {
      key: 'job',
      title: t('time.job'),
      render: (row) =>
        row.work_order_id ? (
          <Link to="/work-orders/$id" params={{ id: row.work_order_id }}>
            <Words text={row.job ?? row.work_order ?? ''} />
          </Link>
        ) : (
          '—'
        ),
    },
    { key: 'from', title: t('time.from'), render: (row) => <Time at={row.started_at} /> },
    {
      key: 'until',
      title: t('time.until'),
      render: (row) => (row.ended_at ? <Time at={row.ended_at} /> : <State clocking={row} />),
    },
    {
      key: 'hours',
      title: t('time.hours'),
      end: true,
      render: (row) => <span className={row.replaced_by ? 'num replaced' : 'num'}>{duration(row)}</span>,
    },
    {
      key: 'reason',
      title: t('time.reason'),
      render: (row) => (row.replaced_by ? <Tag>{t('time.replaced')}</Tag> : <Written clocking={row} />),
    },
  ]
  if (!onCorrect) return columns
  const correct: Column<Clocking> = {
    key: 'correct',
    title: '',
    end: true,
    render: (row) =>
      row.replaced_by ? null : (
        <Button type="text" icon={<EditOutlined />} aria-label={t('time.correct')} onClick={() => onCorrect(row)} />
      ),
  }
  return [...columns, correct]
}

function duration({ started_at, ended_at }: Clocking): string {
  return ended_at ? formatHours((Date.parse(ended_at) - Date.parse(started_at)) / 1000) : '—'
}

function State({ clocking }: { clocking: Clocking }) {
  const { t } = useTranslation()
  return clocking.forgotten ? <Tag color="warning">{t('time.noEnd')}</Tag> : <Tag color="success">{t('time.runs')}</Tag>
}

function Written({ clocking }: { clocking: Clocking }) {
  const { reason, corrected_by } = clocking
  if (!reason) return null
  return (
    <span>
      <Words text={reason} />
      {corrected_by && (
        <span className="muted">
          {' · '}
          <bdi>{corrected_by}</bdi>
        </span>
      )}
    </span>
  )
}
