import { AuditOutlined, EditOutlined, InboxOutlined, PlusOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { App, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { errorText } from '@/api/problem'
import { newKey } from '@/api/repeat'
import type { Location, LocationMove, LocationProduct } from '@/api/types'
import { useMay } from '@/app/permission'
import { Changes } from '@/features/audit/Changes'
import { type Column, DataTable } from '@/ui/DataTable'
import { EmptyState } from '@/ui/EmptyState'
import { PageHeader } from '@/ui/PageHeader'
import { Quantity } from '@/ui/Quantity'
import { RecordGate } from '@/ui/RecordGate'
import { Tag } from '@/ui/StatusTag'
import { Time } from '@/ui/Time'
import { useKeepRecord, useRecord } from '@/ui/useRecord'
import { beginTake } from './commands'
import { LocationForm } from './LocationForm'
import { updateLocation } from './locations'
import { MoveDialog } from './MoveDialog'

/** A room or a van: what lies in it, and all that went in and out. */
export function LocationPage({ id }: { id: string }) {
  return (
    <RecordGate query={useRecord<Location>('/stock/locations', id)}>
      {(location) => <LocationView location={location} />}
    </RecordGate>
  )
}

type Opened = { kind: 'edit' | 'in' } | { kind: 'out'; product: LocationProduct }

function LocationView({ location }: { location: Location }) {
  const { t } = useTranslation()
  const keep = useKeepRecord<Location>('/stock/locations')
  const [opened, setOpened] = useState<Opened | null>(null)
  const close = () => setOpened(null)
  const mayMove = location.actions.includes('move') && !location.archived
  const load = mayMove && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpened({ kind: 'in' })}>
      {t('location.load')}
    </Button>
  )
  const take = opened?.kind === 'out' ? opened.product : undefined
  return (
    <>
      <PageHeader
        title={location.name}
        beside={
          <>
            <Tag tone="blue">{t(`location.kind.${location.kind}`)}</Tag>
            {location.archived && <Tag tone="amber">{t('customers.archived')}</Tag>}
          </>
        }
        actions={
          <>
            <Rest location={location} onEdit={() => setOpened({ kind: 'edit' })} />
            {load}
          </>
        }
      />
      <div className="stack">
        <DataTable<LocationProduct>
          path={`/stock/locations/${location.id}/products`}
          columns={useColumns(mayMove ? (product) => setOpened({ kind: 'out', product }) : null)}
          empty={<EmptyState title={t('location.empty')} action={load} />}
        />
        <h2 className="panel-title">{t('location.moves')}</h2>
        <DataTable<LocationMove>
          path={`/stock/locations/${location.id}/moves`}
          columns={useMoves()}
          empty={<p className="panel-body muted">{t('location.noMoves')}</p>}
        />
        <Changes entity="location" id={location.id} />
      </div>
      {opened?.kind === 'edit' && (
        <LocationForm site={location.site_id} location={location} onClose={close} onSaved={keep} />
      )}
      {opened?.kind === 'in' && <MoveDialog site={location.site_id} to={location.id} onClose={close} />}
      {take && (
        <MoveDialog
          site={location.site_id}
          article={take}
          from={location.id}
          quantity={take.quantity}
          onClose={close}
        />
      )}
    </>
  )
}

function Rest({ location, onEdit }: { location: Location; onEdit: () => void }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const navigate = useNavigate()
  const client = useQueryClient()
  const keep = useKeepRecord<Location>('/stock/locations')
  const mayCount = useMay('stock.count')
  const refused = (refusal: unknown) => void message.error(errorText(refusal))
  const count = () =>
    beginTake({ site_id: location.site_id, location_id: location.id }, newKey()).then(
      ({ id }) => navigate({ to: '/store/$', params: { _splat: `takes/${id}` } }),
      refused,
    )
  const archive = (archived: boolean) =>
    updateLocation(location.id, location.version, { archived }).then((kept) => {
      keep(kept)
      return client.invalidateQueries({ queryKey: ['stock/locations'] })
    }, refused)
  const mayUpdate = location.actions.includes('update')
  return (
    <>
      {mayUpdate && (
        <Button icon={<EditOutlined />} onClick={onEdit}>
          {t('location.edit')}
        </Button>
      )}
      {mayUpdate && (location.archived || location.products === 0) && (
        <Button icon={<InboxOutlined />} onClick={() => archive(!location.archived)}>
          {location.archived ? t('location.restore') : t('location.archive')}
        </Button>
      )}
      {mayCount && !location.archived && (
        <Button icon={<AuditOutlined />} onClick={count}>
          {t('location.count')}
        </Button>
      )}
    </>
  )
}

function useColumns(onMove: ((product: LocationProduct) => void) | null): Column<LocationProduct>[] {
  const { t } = useTranslation()
  const columns: Column<LocationProduct>[] = [
    {
      key: 'article',
      title: t('inventory.article'),
      render: ({ name, sku }) => (
        <span>
          <bdi>{name}</bdi> <span className="code">{sku}</span>
        </span>
      ),
    },
    { key: 'bin', title: t('inventory.bin'), named: true, render: ({ bin }) => <bdi>{bin ?? '—'}</bdi> },
    {
      key: 'quantity',
      title: t('workshop.quantity'),
      end: true,
      render: ({ quantity, unit }) => <Quantity value={quantity} unit={unit} />,
    },
  ]
  if (!onMove) return columns
  return [
    ...columns,
    {
      key: 'move',
      title: '',
      end: true,
      render: (row) => (
        <Button aria-label={t('location.moveOf', { name: row.name })} onClick={() => onMove(row)}>
          {t('location.move')}
        </Button>
      ),
    },
  ]
}

function useMoves(): Column<LocationMove>[] {
  const { t } = useTranslation()
  return [
    { key: 'at', title: t('store.datedOn'), render: ({ at }) => <Time at={at} /> },
    {
      key: 'article',
      title: t('inventory.article'),
      render: ({ name, sku }) => (
        <span>
          <bdi>{name}</bdi> <span className="code">{sku}</span>
        </span>
      ),
    },
    {
      key: 'kind',
      title: t('location.what'),
      newLine: true,
      render: ({ kind, quantity, other, reference, by }) => (
        <span>
          {t(kind === 'moved' ? (quantity > 0 ? 'location.movedIn' : 'location.movedOut') : `location.move_${kind}`, {
            other: other ?? t('location.here'),
          })}{' '}
          {reference && <span className="code">{reference}</span>} · <bdi>{by}</bdi>
        </span>
      ),
    },
    {
      key: 'quantity',
      title: t('workshop.quantity'),
      end: true,
      render: ({ quantity }) => (
        <span dir="ltr">
          {quantity > 0 && '+'}
          <Quantity value={quantity} />
        </span>
      ),
    },
    {
      key: 'balance',
      title: t('location.after'),
      end: true,
      named: true,
      render: ({ balance }) => <Quantity value={balance} />,
    },
  ]
}
