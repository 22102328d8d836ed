import { ClockCircleOutlined, KeyOutlined, MoreOutlined, UserOutlined } from '@ant-design/icons'
import { draggable } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { Link, useNavigate } from '@tanstack/react-router'
import { Dropdown } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WorkOrderRow } from '@/api/types'
import { useTimeZone } from '@/app/site'
import { useSiteColumn } from '@/app/siteColumn'
import { UnreadBadge } from '@/features/thread/UnreadBadge'
import { Money } from '@/ui/Money'
import { PartsLight } from '@/ui/PartsLight'
import { Plate } from '@/ui/Plate'
import { Age, useNow } from '@/ui/Time'
import { Words } from '@/ui/Words'
import { DESTINATION, type Move, moveTo, partsTooLate, promiseLight } from './moves'
import { PromiseTime } from './PromiseTime'

interface Props {
  row: WorkOrderRow
  onCommand: (row: WorkOrderRow, move: Move) => void
}

export function BoardCard({ row, onCommand }: Props) {
  const { t } = useTranslation()
  const [siteColumn] = useSiteColumn<WorkOrderRow>()
  const card = useRef<HTMLLIElement>(null)
  const [dragged, setDragged] = useState(false)
  const isAtRisk = partsTooLate(row.promised_at, row.parts_expected_on, useTimeZone())
  const light = promiseLight(row.promised_at, row.state, useNow(), isAtRisk)
  useEffect(() => {
    if (!card.current) return
    return draggable({
      element: card.current,
      getInitialData: () => ({ row }),
      onDragStart: () => setDragged(true),
      onDrop: () => setDragged(false),
    })
  }, [row])
  return (
    <li ref={card} className={`card ${light ?? ''} ${dragged ? 'dragged' : ''}`}>
      <div className="card-top">
        <Link to="/work-orders/$id" params={{ id: row.id }} className="card-link" draggable={false}>
          <Plate text={row.vehicle?.plate ?? ''} />
        </Link>
        {siteColumn?.render(row)}
        <UnreadBadge order={row.id} />
        <CardMenu row={row} onCommand={onCommand} />
      </div>
      <div className="card-title">
        <Words text={row.title} twoLines />
      </div>
      <div className="card-customer">
        <Words text={row.customer.name} twoLines />
      </div>
      <div className="card-sub">
        <Words text={row.vehicle?.label ?? ''} />
      </div>
      {row.hold_reason && row.held_since && (
        <div className="card-hold">
          <ClockCircleOutlined /> {t(`workshop.hold.${row.hold_reason}`)} · <Age at={row.held_since} />
        </div>
      )}
      <div className="card-sub card-tech">
        <span className="technician">
          <UserOutlined /> <Words text={row.technician?.name ?? t('workshop.unassigned')} />
        </span>
        {row.key_tag && (
          <span className="key-tag" title={t('workshop.keyTag')}>
            <KeyOutlined /> <bdi>{row.key_tag}</bdi>
          </span>
        )}
      </div>
      {row.parts && (
        <div className="card-parts">
          <PartsLight light={row.parts} />
        </div>
      )}
      <div className="card-foot">
        <PromiseTime at={row.promised_at} state={row.state} parts={row.parts_expected_on} />
        <strong>
          <Money amount={row.total} currency={row.currency} />
        </strong>
      </div>
    </li>
  )
}

const ALL: Move[] = ['start', 'resume', 'complete', 'hold']

function CardMenu({ row, onCommand }: Props) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const moves = ALL.filter((move) => moveTo(row, DESTINATION[move]) === move)
  const items = [
    { key: 'open', label: t('workshop.openOrder'), onClick: () => navigate({ to: `/work-orders/${row.id}` }) },
    ...moves.map((move) => ({ key: move, label: t(`workshop.action.${move}`), onClick: () => onCommand(row, move) })),
  ]
  return (
    <Dropdown trigger={['click']} menu={{ items }} placement="bottomRight">
      <button
        type="button"
        className="card-menu"
        aria-label={t('workshop.actionsOf', { plate: row.vehicle?.plate ?? row.number })}
      >
        <MoreOutlined />
      </button>
    </Dropdown>
  )
}
