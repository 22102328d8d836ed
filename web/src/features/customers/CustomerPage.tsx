import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Customer } from '@/api/types'
import { Changes } from '@/features/audit/Changes'
import { VehicleForm } from '@/features/vehicles/VehicleForm'
import { PageHeader } from '@/ui/PageHeader'
import { RecordGate } from '@/ui/RecordGate'
import { Tag } from '@/ui/StatusTag'
import { useRecord } from '@/ui/useRecord'
import { CustomerActions } from './CustomerActions'
import { CustomerDetails } from './CustomerDetails'
import { CustomerForm } from './CustomerForm'
import { InvoicesOf, VehiclesOf, WorkOrdersOf } from './CustomerRecords'

type Opened = 'edit' | 'vehicle' | null

export function CustomerPage() {
  const { id } = useParams({ from: '/app/customers/$id' })
  return (
    <RecordGate query={useRecord<Customer>('/customers', id)}>
      {(customer) => <CustomerView key={id} customer={customer} />}
    </RecordGate>
  )
}

function CustomerView({ customer }: { customer: Customer }) {
  const { t } = useTranslation()
  const [opened, setOpened] = useState<Opened>(null)
  const close = () => setOpened(null)
  return (
    <>
      <PageHeader
        title={customer.name}
        beside={
          <>
            {customer.kind === 'business' && <Tag tone="blue">{t('customers.kind.business')}</Tag>}
            {customer.archived && <Tag tone="amber">{t('customers.archived')}</Tag>}
          </>
        }
        actions={<CustomerActions customer={customer} onEdit={() => setOpened('edit')} />}
      />
      <div className="record-columns">
        <div className="stack">
          <VehiclesOf customer={customer} onAdd={() => setOpened('vehicle')} />
          <WorkOrdersOf customer={customer} />
          <InvoicesOf customer={customer} />
          <Changes entity="customer" id={customer.id} />
        </div>
        <CustomerDetails customer={customer} />
      </div>
      {opened === 'edit' && <CustomerForm customer={customer} onClose={close} />}
      {opened === 'vehicle' && <VehicleForm owner={customer} onClose={close} />}
    </>
  )
}
