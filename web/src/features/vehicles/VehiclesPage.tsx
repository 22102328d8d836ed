import { PlusOutlined, UploadOutlined } from '@ant-design/icons'
import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Vehicle } from '@/api/types'
import { useMay } from '@/app/permission'
import { type Column, DataTable } from '@/ui/DataTable'
import { EmptyState } from '@/ui/EmptyState'
import { PageHeader } from '@/ui/PageHeader'
import { Plate } from '@/ui/Plate'
import { Kilometres } from '@/ui/Quantity'
import { Age } from '@/ui/Time'
import { useUrlState } from '@/ui/useUrlState'
import { Words } from '@/ui/Words'
import { VehicleForm } from './VehicleForm'

export function VehiclesPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [url, setUrl] = useUrlState()
  const mayWrite = useMay('vehicle.write')
  const mayImport = useMay('vehicle.import')
  const create = mayWrite && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setUrl({ new: '1' })}>
      {t('vehicles.new')}
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
            {load}
            {create}
          </>
        }
      />
      <DataTable<Vehicle>
        path="/vehicles"
        query={{ owner: url.owner }}
        columns={useColumns()}
        href={(row) => `/vehicles/${row.id}`}
        search={t('vehicles.search')}
        empty={<EmptyState title={t('vehicles.empty')} text={t('vehicles.emptyText')} action={create} />}
      />
      {url.new && mayWrite && (
        <VehicleForm
          onClose={() => setUrl({ new: undefined })}
          onSaved={({ id }) => navigate({ to: '/vehicles/$id', params: { id } })}
        />
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
      render: ({ odometer_km }) => (odometer_km === null ? '—' : <Kilometres value={odometer_km} />),
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
