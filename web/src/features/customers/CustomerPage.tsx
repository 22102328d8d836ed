import { useNavigate, useParams } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Customer } from '@/api/types'
import { Changes } from '@/features/audit/Changes'
import { CustomerBanner } from '@/ui/CustomerBanner'
import { PageHeader } from '@/ui/PageHeader'
import { RecordGate } from '@/ui/RecordGate'
import { Tag } from '@/ui/StatusTag'
import { useRecord } from '@/ui/useRecord'
import { ContactsPanel } from './ContactsPanel'
import { CustomerActions } from './CustomerActions'
import { CustomerDetails } from './CustomerDetails'
import { CustomerFigures } from './CustomerFigures'
import { InvoicesOf, VehiclesOf, WorkOrdersOf } from './CustomerRecords'
import { MergesPanel } from './MergesPanel'
import { TimelinePanel } from './TimelinePanel'
import './customers.css'

// Opened now and then: the page does not wait for them.
const VehicleForm = lazy(async () => ({ default: (await import('@/features/vehicles/VehicleForm')).VehicleForm }))
const CustomerForm = lazy(async () => ({ default: (await import('./CustomerForm')).CustomerForm }))
const ConsentsPanel = lazy(async () => ({ default: (await import('./ConsentsPanel')).ConsentsPanel }))
const AccountPanel = lazy(async () => ({ default: (await import('@/features/billing/AccountPanel')).AccountPanel }))
const LoyaltyPanel = lazy(async () => ({ default: (await import('@/features/loyalty/LoyaltyPanel')).LoyaltyPanel }))
const CustomerFeedback = lazy(async () => ({
  default: (await import('@/features/notifications/feedback/CustomerFeedback')).CustomerFeedback,
}))
const ExemptionsPanel = lazy(async () => ({
  default: (await import('@/features/exemptions/ExemptionsPanel')).ExemptionsPanel,
}))
const TagsPanel = lazy(async () => ({ default: (await import('./TagsPanel')).TagsPanel }))
const MergeDialog = lazy(async () => ({ default: (await import('./MergeDialog')).MergeDialog }))
const EraseDialog = lazy(async () => ({ default: (await import('./EraseDialog')).EraseDialog }))
const HoldDialog = lazy(async () => ({ default: (await import('./StandingDialogs')).HoldDialog }))
const CreditLimitDialog = lazy(async () => ({ default: (await import('./StandingDialogs')).CreditLimitDialog }))

export type Opened = 'edit' | 'vehicle' | 'merge' | 'hold' | 'limit' | 'erase' | null

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
  useFollowMerge(customer.id)
  return (
    <>
      <PageHeader
        title={customer.name}
        beside={
          <>
            {customer.kind === 'business' && <Tag tone="blue">{t('customers.kind.business')}</Tag>}
            {customer.archived && !customer.erased_at && <Tag tone="amber">{t('customers.archived')}</Tag>}
            {customer.erased_at && <Tag tone="grey">{t('erasure.erased')}</Tag>}
          </>
        }
        actions={<CustomerActions customer={customer} onOpen={setOpened} />}
      />
      <CustomerBanner id={customer.id} />
      <div className="record-columns">
        <div className="stack">
          <ContactsPanel customer={customer} />
          <VehiclesOf customer={customer} onAdd={() => setOpened('vehicle')} />
          <WorkOrdersOf customer={customer} />
          <InvoicesOf customer={customer} />
          <Suspense fallback={null}>
            <ExemptionsPanel customer={customer} />
          </Suspense>
          <TimelinePanel customer={customer} />
          <MergesPanel customer={customer} />
          <Changes entity="customer" id={customer.id} />
        </div>
        <div className="stack aside">
          <CustomerDetails customer={customer} />
          <Suspense fallback={null}>
            <AccountPanel customer={customer} />
          </Suspense>
          <Suspense fallback={null}>
            <LoyaltyPanel customer={customer} />
          </Suspense>
          <Suspense fallback={null}>
            <CustomerFeedback customer={customer} />
          </Suspense>
          <Suspense fallback={null}>
            <TagsPanel customer={customer} />
          </Suspense>
          <CustomerFigures customer={customer} />
          <Suspense fallback={null}>
            <ConsentsPanel customer={customer} />
          </Suspense>
        </div>
      </div>
      <Suspense fallback={null}>
        {opened === 'edit' && <CustomerForm customer={customer} onClose={close} />}
        {opened === 'vehicle' && <VehicleForm owner={customer} onClose={close} />}
        {opened === 'merge' && <MergeDialog customer={customer} onClose={close} />}
        {opened === 'hold' && <HoldDialog customer={customer} onClose={close} />}
        {opened === 'erase' && <EraseDialog customer={customer} onClose={close} />}
        {opened === 'limit' && <CreditLimitDialog customer={customer} onClose={close} />}
      </Suspense>
    </>
  )
}

/** An old link leads to whom the customer became part of: the address says so too. */
function useFollowMerge(present: string) {
  const { id } = useParams({ from: '/app/customers/$id' })
  const navigate = useNavigate()
  useEffect(() => {
    if (id !== present) navigate({ to: '/customers/$id', params: { id: present }, replace: true })
  }, [id, present, navigate])
}
