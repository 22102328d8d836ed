import { AppstoreOutlined, PlusOutlined } from '@ant-design/icons'
import { useNavigate } from '@tanstack/react-router'
import { Button, Select } from 'antd'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import type { WorkOrderRow, WorkOrderState } from '@/api/types'
import { useListSite } from '@/app/site'
import { useSiteColumn } from '@/app/siteColumn'
import { type Column, DataTable } from '@/ui/DataTable'
import { EmptyState } from '@/ui/EmptyState'
import { Money } from '@/ui/Money'
import { PageHeader } from '@/ui/PageHeader'
import { Plate } from '@/ui/Plate'
import { StatusTag } from '@/ui/StatusTag'
import { Age } from '@/ui/Time'
import { usePhone } from '@/ui/usePhone'
import { useUrlState } from '@/ui/useUrlState'
import { HOLD_REASONS } from './HoldDialog'
import { PromiseTime } from './PromiseTime'
import { useTechnicians } from './queries'
import './workshop.css'
import { Words } from '@/ui/Words'

const DiscountRequests = lazy(async () => ({ default: (await import('./DiscountRequests')).DiscountRequests }))

const STATES: WorkOrderState[] = [
  'quote',
  'estimate',
  'approved',
  'in_progress',
  'on_hold',
  'quality_check',
  'ready',
  'invoiced',
  'closed',
  'cancelled',
]

export function WorkOrdersPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const site = useListSite()
  const phone = usePhone()
  const [{ state, hold, technician, customer, vehicle }] = useUrlState()
  const create = (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => navigate({ to: '/reception' })}>
      {t('workshop.new')}
    </Button>
  )
  const board = (
    <Button icon={<AppstoreOutlined />} onClick={() => navigate({ to: '/board' })}>
      {t('nav.short.board')}
    </Button>
  )
  return (
    <>
      <PageHeader title={t('nav.workOrders')} actions={phone ? undefined : board} />
      <Suspense>
        <DiscountRequests />
      </Suspense>
      <DataTable<WorkOrderRow>
        path="/work-orders"
        query={{ site, state, hold, technician, customer, vehicle }}
        columns={[...useColumns(), ...useSiteColumn<WorkOrderRow>()]}
        href={(row) => `/work-orders/${row.id}`}
        search={t('workshop.search')}
        filters={<Filters site={site} />}
        empty={<EmptyState title={t('workshop.emptyList')} text={t('workshop.emptyBoardText')} action={create} />}
      />
    </>
  )
}

function Filters({ site }: { site: string | undefined }) {
  const { t } = useTranslation()
  const [url, setUrl] = useUrlState()
  // Who works at several sites is listed once for each.
  const staff = useTechnicians(site).data?.items ?? []
  const technicians = [...new Map(staff.map((one) => [one.id, one])).values()]
  return (
    <>
      <Select
        mode="multiple"
        allowClear
        maxTagCount="responsive"
        className="filter"
        placeholder={t('workshop.anyState')}
        aria-label={t('workshop.anyState')}
        value={url.state ? url.state.split(',') : []}
        onChange={(states) => setUrl({ state: states.join(',') })}
        options={STATES.map((value) => ({ value, label: t(`state.workOrder.${value}`) }))}
      />
      <Select
        allowClear
        className="filter"
        placeholder={t('workshop.anyHold')}
        aria-label={t('workshop.anyHold')}
        value={url.hold}
        onChange={(hold) => setUrl({ hold, state: hold ? 'on_hold' : url.state })}
        options={HOLD_REASONS.map((value) => ({ value, label: t(`workshop.hold.${value}`) }))}
      />
      <Select
        allowClear
        className="filter"
        placeholder={t('workshop.anyTechnician')}
        aria-label={t('workshop.anyTechnician')}
        value={url.technician}
        onChange={(technician) => setUrl({ technician })}
        options={technicians.map(({ id, name }) => ({ value: id, label: name }))}
      />
    </>
  )
}

/** The state; of blocked work what it waits for, and how long it has. */
function StateCell({ row }: { row: WorkOrderRow }) {
  const { t } = useTranslation()
  return (
    <>
      <StatusTag kind="workOrder" state={row.state} />
      {row.hold_reason && row.held_since && (
        <div className="muted small">
          {t(`workshop.hold.${row.hold_reason}`)} · <Age at={row.held_since} />
        </div>
      )}
    </>
  )
}

function useColumns(): Column<WorkOrderRow>[] {
  const { t } = useTranslation()
  return [
    {
      key: 'plate',
      title: t('workshop.vehicle'),
      render: ({ vehicle }) => (vehicle ? <Plate text={vehicle.plate} /> : '—'),
    },
    { key: 'state', title: t('workshop.state'), render: (row) => <StateCell row={row} /> },
    { key: 'number', title: t('workshop.number'), render: (row) => <span className="code">{row.number}</span> },
    {
      key: 'title',
      title: t('workshop.work'),
      render: (row) => (
        <strong>
          <Words text={row.title} />
        </strong>
      ),
    },
    { key: 'customer', title: t('workshop.customer'), render: (row) => <Words text={row.customer.name} /> },
    {
      key: 'technician',
      title: t('workshop.technician'),
      render: (row) => <bdi>{row.technician?.name ?? '—'}</bdi>,
      desktopOnly: true,
    },
    {
      key: 'promised',
      title: t('workshop.promise'),
      sort: 'promised_at',
      sortOnly: true,
      render: (row) => <PromiseTime at={row.promised_at} state={row.state} parts={row.parts_expected_on} />,
    },
    {
      key: 'opened',
      title: t('workshop.opened'),
      sort: '-opened_at',
      sortOnly: true,
      render: (row) => <Age at={row.opened_at} />,
      desktopOnly: true,
    },
    {
      key: 'total',
      title: t('totals.toPay'),
      end: true,
      render: (row) => <Money amount={row.total} currency={row.currency} />,
    },
  ]
}
