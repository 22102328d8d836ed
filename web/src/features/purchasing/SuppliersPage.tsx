import { PlusOutlined } from '@ant-design/icons'
import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Supplier } from '@/api/types'
import { useMay } from '@/app/permission'
import { DataTable } from '@/ui/DataTable'
import { EmptyState } from '@/ui/EmptyState'
import { PageHeader } from '@/ui/PageHeader'
import type { Column } from '@/ui/RowCards'
import { useUrlState } from '@/ui/useUrlState'
import { SupplierForm } from './SupplierForm'

export function SuppliersPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [url, setUrl] = useUrlState()
  const may = useMay('supplier.write')
  const create = may && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setUrl({ new: '1' })}>
      {t('purchasing.newSupplier')}
    </Button>
  )
  const columns: Column<Supplier>[] = [
    {
      key: 'name',
      title: t('purchasing.name'),
      render: ({ name }) => (
        <strong>
          <bdi>{name}</bdi>
        </strong>
      ),
    },
    { key: 'contact', title: t('purchasing.contact'), render: ({ contact }) => <bdi>{contact ?? '—'}</bdi> },
    { key: 'phone', title: t('purchasing.phone'), render: ({ phone }) => <bdi dir="ltr">{phone ?? '—'}</bdi> },
    {
      key: 'lead',
      title: t('purchasing.leadDays'),
      end: true,
      named: true,
      render: ({ lead_days }) => t('purchasing.days', { count: lead_days }),
    },
    {
      key: 'terms',
      title: t('purchasing.termsDays'),
      end: true,
      desktopOnly: true,
      render: ({ terms_days }) => t('purchasing.days', { count: terms_days }),
    },
  ]
  return (
    <>
      <PageHeader title={t('nav.suppliers')} actions={create} />
      <DataTable<Supplier>
        path="/suppliers"
        columns={columns}
        href={(row) => `/suppliers/${row.id}`}
        search={t('purchasing.searchSupplier')}
        empty={<EmptyState title={t('purchasing.noSuppliers')} action={create} />}
      />
      {url.new && may && (
        <SupplierForm
          onClose={() => setUrl({ new: undefined })}
          onSaved={({ id }) => navigate({ to: '/suppliers/$id', params: { id } })}
        />
      )}
    </>
  )
}
