import { BarChartOutlined, PlusOutlined, ScheduleOutlined, UploadOutlined } from '@ant-design/icons'
import { useNavigate } from '@tanstack/react-router'
import { Button, Select, Tag } from 'antd'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import type { Fuel, Vehicle } from '@/api/types'
import { useMay } from '@/app/permission'
import { ExportButton } from '@/features/customers/ExportButton'
import { Chips } from '@/ui/Chips'
import { type Column, DataTable } from '@/ui/DataTable'
import { EmptyState } from '@/ui/EmptyState'
import { PageHeader } from '@/ui/PageHeader'
import { Plate } from '@/ui/Plate'
import { Age } from '@/ui/Time'
import { type UrlState, useUrlState } from '@/ui/useUrlState'
import { Words } from '@/ui/Words'
import { Distance } from './Distance'
import { DueTag, stateOf } from './DueTag'

// Opened now and then: the list does not wait for it.
const VehicleForm = lazy(async () => ({ default: (await import('./VehicleForm')).VehicleForm }))

export function VehiclesPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [url, setUrl] = useUrlState()
  const mayWrite = useMay('vehicle.write')
  const mayConfigure = useMay('vehicle.configure')
  const mayImport = useMay('vehicle.import')
  const mayExport = useMay('vehicle.export')
  const create = mayWrite && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setUrl({ new: '1' })}>
      {t('vehicles.new')}
    </Button>
  )
  const plan = mayConfigure && (
    <Button icon={<ScheduleOutlined />} onClick={() => navigate({ to: '/vehicle-plan' })}>
      {t('vehicles.plan.go')}
    </Button>
  )
  const load = mayImport && (
    <Button icon={<UploadOutlined />} onClick={() => navigate({ to: '/imports/$kind', params: { kind: 'vehicles' } })}>
      {t('imports.go')}
    </Button>
  )
  return (
    <>
      <PageHeader
        title={t('nav.vehicles')}
        actions={
          <>
            <Button icon={<BarChartOutlined />} onClick={() => navigate({ to: '/vehicle-statistics' })}>
              {t('vehicles.statistics.go')}
            </Button>
            {plan}
            {mayExport && (
              <ExportButton
                path="/vehicles/export"
                name={t('nav.vehicles')}
                query={{ ...queryOf(url), q: url.q, sort: url.sort }}
              />
            )}
            {load}
            {create}
          </>
        }
      />
      <DataTable<Vehicle>
        path="/vehicles"
        query={queryOf(url)}
        filters={<Filters />}
        columns={useColumns()}
        href={(row) => `/vehicles/${row.id}`}
        search={t('vehicles.search')}
        empty={<EmptyState title={t('vehicles.empty')} text={t('vehicles.emptyText')} action={create} />}
      />
      {url.new && mayWrite && (
        <Suspense fallback={null}>
          <VehicleForm
            onClose={() => setUrl({ new: undefined })}
            onSaved={({ id }) => navigate({ to: '/vehicles/$id', params: { id } })}
          />
        </Suspense>
      )}
    </>
  )
}

type Shown = 'all' | 'service' | 'inspection' | 'insurance' | 'road_tax' | 'ownerless' | 'archived'
const SHOWN: Shown[] = ['all', 'service', 'inspection', 'insurance', 'road_tax', 'ownerless', 'archived']
const FUELS: Fuel[] = ['petrol', 'diesel', 'lpg', 'hybrid', 'electric', 'other']

function queryOf({ owner, show, fuel, make, year }: UrlState) {
  const due = show && !['ownerless', 'archived'].includes(show) ? show : undefined
  return {
    owner,
    fuel,
    make,
    year,
    due,
    without_owner: show === 'ownerless' || undefined,
    archived: show === 'archived' || undefined,
  }
}

function Filters() {
  const { t } = useTranslation()
  const [url, setUrl] = useUrlState()
  return (
    <>
      <Chips
        label={t('vehicles.showLabel')}
        value={(url.show ?? 'all') as Shown}
        options={SHOWN.map((value) => ({ value, label: t(`vehicles.show.${value}`) }))}
        onChange={(value) => setUrl({ show: value === 'all' ? undefined : value })}
      />
      <Select
        allowClear
        className="fuel-filter"
        aria-label={t('vehicles.fuelLabel')}
        placeholder={t('vehicles.fuelLabel')}
        value={url.fuel as Fuel | undefined}
        options={FUELS.map((value) => ({ value, label: t(`vehicles.fuel.${value}`) }))}
        onChange={(value?: Fuel) => setUrl({ fuel: value })}
      />
      {(['make', 'year'] as const).map(
        (name) =>
          url[name] && (
            <Tag key={name} closable onClose={() => setUrl({ [name]: undefined })}>
              <bdi>{url[name]}</bdi>
            </Tag>
          ),
      )}
    </>
  )
}

function useColumns(): Column<Vehicle>[] {
  const { t } = useTranslation()
  return [
    {
      key: 'plate',
      title: t('vehicles.plate'),
      sort: 'plate',
      sortOnly: true,
      width: 160,
      render: ({ plate }) => <Plate text={plate.text} />,
    },
    {
      key: 'model',
      title: t('vehicles.model'),
      render: ({ make, model, year }) => (
        <span>
          <strong>
            <bdi>{`${make} ${model}`}</bdi>
          </strong>
          {year && <span className="muted"> · {year}</span>}
        </span>
      ),
    },
    {
      key: 'owner',
      newLine: true,
      title: t('vehicles.owner'),
      render: ({ owner }) => <Words text={owner?.name ?? '—'} />,
    },
    {
      key: 'fuel',
      title: t('vehicles.fuelLabel'),
      desktopOnly: true,
      render: ({ fuel }) => (fuel ? t(`vehicles.fuel.${fuel}`) : '—'),
    },
    {
      key: 'odometer',
      title: t('vehicles.odometer'),
      end: true,
      render: ({ odometer_km, odometer_unit }) =>
        odometer_km === null ? '—' : <Distance kept={odometer_km} unit={odometer_unit} />,
    },
    {
      key: 'service',
      title: t('vehicles.nextService'),
      named: true,
      sort: 'service_on',
      sortOnly: true,
      render: ({ service_on }) => (service_on ? <DueTag on={service_on} state={stateOf(service_on)} /> : '—'),
    },
    {
      key: 'inspection',
      title: t('vehicles.legal.inspection'),
      desktopOnly: true,
      sort: 'inspection_on',
      sortOnly: true,
      render: ({ inspection_on }) =>
        inspection_on ? <DueTag on={inspection_on} state={stateOf(inspection_on)} /> : '—',
    },
    {
      key: 'created',
      title: t('vehicles.since'),
      desktopOnly: true,
      sort: '-created_at',
      sortOnly: true,
      render: ({ created_at }) => <Age at={created_at} />,
    },
  ]
}
