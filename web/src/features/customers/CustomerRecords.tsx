import { PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Customer, InvoiceRow, Vehicle, WorkOrderRow } from '@/api/types'
import { useMay } from '@/app/permission'
import { useInvoiceColumns } from '@/features/billing/columns'
import { useOrderColumns } from '@/features/vehicles/orderColumns'
import { Plate } from '@/ui/Plate'
import { Kilometres } from '@/ui/Quantity'
import { RelatedPanel } from '@/ui/RelatedPanel'

interface Props {
  customer: Customer
}

export function VehiclesOf({ customer, onAdd }: Props & { onAdd: () => void }) {
  const { t } = useTranslation()
  const mayWrite = useMay('vehicle.write')
  return (
    <RelatedPanel<Vehicle>
      title={t('nav.vehicles')}
      path="/vehicles"
      query={{ owner: customer.id }}
      href={(row) => `/vehicles/${row.id}`}
      empty={t('customers.noVehicles')}
      action={
        mayWrite &&
        !customer.archived && (
          <Button size="small" icon={<PlusOutlined />} onClick={onAdd}>
            {t('customers.addVehicle')}
          </Button>
        )
      }
      columns={[
        { key: 'plate', title: t('vehicles.plate'), width: 150, render: ({ plate }) => <Plate text={plate.text} /> },
        {
          key: 'label',
          title: t('vehicles.model'),
          render: ({ make, model, year }) => (
            <span>
              <bdi>{`${make} ${model}`}</bdi>
              {year && <span className="muted"> · {year}</span>}
            </span>
          ),
        },
        {
          key: 'km',
          title: t('vehicles.odometer'),
          end: true,
          render: ({ odometer_km }) => (odometer_km === null ? '—' : <Kilometres value={odometer_km} />),
        },
      ]}
    />
  )
}

export function WorkOrdersOf({ customer }: Props) {
  const { t } = useTranslation()
  return (
    <RelatedPanel<WorkOrderRow>
      title={t('nav.workOrders')}
      path="/work-orders"
      query={{ customer: customer.id }}
      href={(row) => `/work-orders/${row.id}`}
      empty={t('customers.noOrders')}
      columns={useOrderColumns(true)}
    />
  )
}

export function InvoicesOf({ customer }: Props) {
  const { t } = useTranslation()
  return (
    <RelatedPanel<InvoiceRow>
      title={t('nav.invoices')}
      path="/invoices"
      query={{ customer: customer.id }}
      href={(row) => `/invoices/${row.id}`}
      empty={t('customers.noInvoices')}
      columns={useInvoiceColumns().filter(({ key }) => !['customer', 'order', 'dueOn'].includes(key))}
    />
  )
}
