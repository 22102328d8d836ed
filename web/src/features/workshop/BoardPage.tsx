import { PlusOutlined, UnorderedListOutlined } from '@ant-design/icons'
import { useNavigate } from '@tanstack/react-router'
import { App, Button, Skeleton } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WorkOrderRow } from '@/api/types'
import { useListSite } from '@/app/site'
import { EmptyState } from '@/ui/EmptyState'
import { PageHeader } from '@/ui/PageHeader'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { usePhone } from '@/ui/usePhone'
import { useUrlState } from '@/ui/useUrlState'
import { BoardColumn } from './BoardColumn'
import { HoldDialog } from './HoldDialog'
import { COLUMNS, type Column, type Move, moveTo } from './moves'
import { useBoard } from './queries'
import { useMoveCard } from './useMoveCard'
import './workshop.css'
import './board.css'

const CompleteDialog = lazy(async () => ({ default: (await import('./CompleteDialog')).CompleteDialog }))

export function BoardPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { message } = App.useApp()
  const site = useListSite()
  const phone = usePhone()
  const [url, setUrl] = useUrlState()
  const board = useBoard(site)
  const move = useMoveCard(site)
  const [holding, setHolding] = useState<WorkOrderRow | null>(null)
  const [completing, setCompleting] = useState<WorkOrderRow | null>(null)
  const rows = board.data?.items ?? []
  const shown = COLUMNS.find((column) => column === url.column) ?? 'in_progress'

  const command = (row: WorkOrderRow, name: Move) => {
    if (name === 'hold') setHolding(row)
    else if (name === 'complete') setCompleting(row)
    else move.mutate({ row, move: name })
  }
  const drop = (row: WorkOrderRow, column: Column) => {
    if (row.state === column) return
    const name = moveTo(row, column)
    if (name) command(row, name)
    else message.warning(t(column === 'approved' ? 'workshop.refusedApprove' : 'workshop.refusedMove'))
  }
  const create = (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => navigate({ to: '/reception' })}>
      {t('workshop.new')}
    </Button>
  )
  const list = (
    <Button icon={<UnorderedListOutlined />} onClick={() => navigate({ to: '/work-orders' })}>
      {t('workshop.list')}
    </Button>
  )
  return (
    <div className="board-page">
      <PageHeader title={t('nav.board')} actions={phone ? undefined : list} />
      <ProblemAlert error={board.error} onRetry={() => board.refetch()} />
      {board.isPending && <Skeleton active paragraph={{ rows: 8 }} />}
      {board.data && rows.length === 0 && (
        <section className="panel">
          <EmptyState title={t('workshop.emptyBoard')} text={t('workshop.emptyBoardText')} action={create} />
        </section>
      )}
      {phone && rows.length > 0 && <ColumnTabs rows={rows} shown={shown} onShow={(column) => setUrl({ column })} />}
      {rows.length > 0 && (
        <div className="board">
          {COLUMNS.filter((column) => !phone || column === shown).map((column) => (
            <BoardColumn key={column} column={column} rows={of(rows, column)} onDrop={drop} onCommand={command} />
          ))}
        </div>
      )}
      {completing && (
        <Suspense fallback={null}>
          <CompleteDialog order={completing} onClose={() => setCompleting(null)} />
        </Suspense>
      )}
      {holding && (
        <HoldDialog
          onClose={() => setHolding(null)}
          onHold={(reason, note) => {
            move.mutate({ row: holding, move: 'hold', reason, note })
            setHolding(null)
          }}
        />
      )}
    </div>
  )
}

function of(rows: WorkOrderRow[], column: Column) {
  const due = (row: WorkOrderRow) => row.promised_at ?? '9999'
  return rows.filter(({ state }) => state === column).sort((a, b) => due(a).localeCompare(due(b)))
}

interface TabsProps {
  rows: WorkOrderRow[]
  shown: Column
  onShow: (column: Column) => void
}

function ColumnTabs({ rows, shown, onShow }: TabsProps) {
  const { t } = useTranslation()
  return (
    <div className="column-tabs">
      {COLUMNS.map((column) => (
        <button key={column} type="button" aria-pressed={column === shown} onClick={() => onShow(column)}>
          {t(`state.workOrder.${column}`)} <b>{of(rows, column).length}</b>
        </button>
      ))}
    </div>
  )
}
