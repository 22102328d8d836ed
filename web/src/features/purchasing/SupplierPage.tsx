import { EditOutlined } from '@ant-design/icons'
import { useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PurchaseOrderRow, Supplier } from '@/api/types'
import { Changes } from '@/features/audit/Changes'
import { Facts } from '@/ui/Facts'
import { PageHeader } from '@/ui/PageHeader'
import { RecordGate } from '@/ui/RecordGate'
import { RelatedPanel } from '@/ui/RelatedPanel'
import { useRecord } from '@/ui/useRecord'
import { FiguresPanel } from './FiguresPanel'
import { useOrderColumns } from './orderColumns'
import { SupplierForm } from './SupplierForm'
import { SupplierItems } from './SupplierItems'
import './purchasing.css'

export function SupplierPage() {
  const { id } = useParams({ from: '/app/suppliers/$id' })
  return (
    <RecordGate query={useRecord<Supplier>('/suppliers', id)}>
      {(supplier) => <SupplierView key={id} supplier={supplier} />}
    </RecordGate>
  )
}

function SupplierView({ supplier }: { supplier: Supplier }) {
  const { t } = useTranslation()
  const [editing, setEditing] = useState(false)
  const may = supplier.actions.includes('update')
  const { contact, phone, email, lead_days, terms_days, currency, notes } = supplier
  return (
    <>
      <PageHeader
        title={supplier.name}
        actions={
          may && (
            <Button icon={<EditOutlined />} onClick={() => setEditing(true)}>
              {t('common.edit')}
            </Button>
          )
        }
      />
      <div className="record-columns">
        <div className="stack">
          <SupplierItems supplier={supplier} />
          <RelatedPanel<PurchaseOrderRow>
            title={t('nav.purchaseOrders')}
            path="/purchase-orders"
            query={{ supplier: supplier.id }}
            columns={useOrderColumns()}
            href={(row) => `/purchase-orders/${row.id}`}
            empty={t('purchasing.noOrders')}
          />
          <Changes entity="supplier" id={supplier.id} />
        </div>
        <aside className="stack aside">
          <section className="panel panel-body">
            <Facts
              facts={[
                { label: t('purchasing.contact'), value: contact && <bdi>{contact}</bdi> },
                { label: t('purchasing.phone'), value: phone && <bdi dir="ltr">{phone}</bdi> },
                { label: t('purchasing.email'), value: email && <bdi dir="ltr">{email}</bdi> },
                { label: t('purchasing.leadDays'), value: t('purchasing.days', { count: lead_days }) },
                { label: t('purchasing.termsDays'), value: t('purchasing.days', { count: terms_days }) },
                { label: t('purchasing.currency'), value: currency },
                { label: t('purchasing.notes'), value: notes && <bdi>{notes}</bdi> },
              ]}
            />
          </section>
          <FiguresPanel supplier={supplier.id} />
        </aside>
      </div>
      {editing && <SupplierForm supplier={supplier} onClose={() => setEditing(false)} />}
    </>
  )
}
