import { PlusOutlined, UnorderedListOutlined } from '@ant-design/icons'
import { useNavigate } from '@tanstack/react-router'
import { App, Button, Skeleton } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Id, WorkOrderRow } from '@/api/types'
import { useMayEverywhere } from '@/app/may'
import { useListSite } from '@/app/site'
import { EmptyState } from '@/ui/EmptyState'
import { PageHeader } from '@/ui/PageHeader'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { usePhone } from '@/ui/usePhone'
import { useUrlState } from '@/ui/useUrlState'
import { BoardColumn } from './BoardColumn'
import { columnFor, type Place, placeOf, placesOf } from './columns'
import { HoldDialog } from './HoldDialog'
import { type Move, moveTo } from './moves'
import { useBoard } from './queries'
import { useMoveCard } from './useMoveCard'
import './workshop.css'
import './board.css'

const DiscountRequests = lazy(async () => ({ default: (await import('./DiscountRequests')).DiscountRequests }))
const FirstSteps = lazy(async () => ({ default: (await import('@/features/settings/FirstSteps')).FirstSteps }))
const CompleteDialog = lazy(async () => ({ default: (await import('./CompleteDialog')).CompleteDialog }))

/** A card that waits for a dialog, and the column it goes to afterwards. */
interface Moved {
  row: WorkOrderRow
  column: Id | undefined
}

export function BoardPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { message } = App.useApp()
  const site = useListSite()
  const phone = usePhone()
  const [url, setUrl] = useUrlState()
  const board = useBoard(site)
  const isOwner = useMayEverywhere('data.export')
  const move = useMoveCard(site)
  const [holding, setHolding] = useState<Moved | null>(null)
  const [completing, setCompleting] = useState<Moved | null>(null)
  const rows = board.data?.items ?? []
  const places = placesOf(board.data?.columns ?? [], rows)
  const shown = places.find(({ key }) => key === url.column) ?? places.find(({ state }) => state === 'in_progress')

  const command = (row: WorkOrderRow, name: Move, column?: Id) => {
    if (name === 'hold') setHolding({ row, column })
    else if (name === 'complete') setCompleting({ row, column })
    else move.mutate({ row, move: name, column })
  }
  const drop = (row: WorkOrderRow, place: Place) => {
    if (placeOf(row, places) === place) return
    if (row.state === place.state) {
      if (place.own) move.mutate({ row, move: 'place', column: place.own.id })
      return
    }
    const name = moveTo(row, place.state)
    if (name) command(row, name, columnFor(place, places))
    else message.warning(t(place.state === 'approved' ? 'workshop.refusedApprove' : 'workshop.refusedMove'))
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
      <Suspense>
        <DiscountRequests />
      </Suspense>
      <ProblemAlert error={board.error} onRetry={() => board.refetch()} />
      {board.isPending && <Skeleton active paragraph={{ rows: 8 }} />}
      {board.data && rows.length === 0 && (
        <div className="stack">
          <section className="panel">
            <EmptyState title={t('workshop.emptyBoard')} text={t('workshop.emptyBoardText')} action={create} />
          </section>
          <Suspense>{isOwner && <FirstSteps />}</Suspense>
        </div>
      )}
      {phone && rows.length > 0 && (
        <ColumnTabs rows={rows} places={places} shown={shown} onShow={({ key }) => setUrl({ column: key })} />
      )}
      {rows.length > 0 && (
        <div className="board">
          {places
            .filter((place) => !phone || place === shown)
            .map((place) => (
              <BoardColumn
                key={place.key}
                place={place}
                rows={of(rows, place, places)}
                onDrop={drop}
                onCommand={command}
              />
            ))}
        </div>
      )}
      {completing && (
        <Suspense fallback={null}>
          <CompleteDialog
            order={completing.row}
            onClose={() => setCompleting(null)}
            onDone={() => {
              const { row, column } = completing
              if (column) move.mutate({ row: { ...row, state: 'ready' }, move: 'place', column })
            }}
          />
        </Suspense>
      )}
      {holding && (
        <HoldDialog
          onClose={() => setHolding(null)}
          onHold={(reason, note) => {
            move.mutate({ ...holding, move: 'hold', reason, note })
            setHolding(null)
          }}
        />
      )}
    </div>
  )
}

function of(rows: WorkOrderRow[], place: Place, places: Place[]) {
  const due = (row: WorkOrderRow) => row.promised_at ?? '9999'
  return rows.filter((row) => placeOf(row, places) === place).sort((a, b) => due(a).localeCompare(due(b)))
}

interface TabsProps {
  rows: WorkOrderRow[]
  places: Place[]
  shown: Place | undefined
  onShow: (place: Place) => void
}

function ColumnTabs({ rows, places, shown, onShow }: TabsProps) {
  const { t } = useTranslation()
  return (
    <div className="column-tabs">
      {places.map((place) => (
        <button key={place.key} type="button" aria-pressed={place === shown} onClick={() => onShow(place)}>
          <bdi>{place.own?.name ?? t(`state.workOrder.${place.state}`)}</bdi> <b>{of(rows, place, places).length}</b>
        </button>
      ))}
    </div>
  )
}
