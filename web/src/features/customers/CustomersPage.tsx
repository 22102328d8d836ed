import { PlusOutlined, ShopOutlined, UploadOutlined, UserOutlined } from '@ant-design/icons'
import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Customer } from '@/api/types'
import { useMay } from '@/app/permission'
import { Chips } from '@/ui/Chips'
import { type Column, DataTable } from '@/ui/DataTable'
import { EmptyState } from '@/ui/EmptyState'
import { PageHeader } from '@/ui/PageHeader'
import { Age } from '@/ui/Time'
import { useUrlState } from '@/ui/useUrlState'
import { Words } from '@/ui/Words'
import { CustomerForm } from './CustomerForm'

export function CustomersPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [url, setUrl] = useUrlState()
  const mayWrite = useMay('customer.write')
  const mayImport = useMay('customer.import')
  const create = mayWrite && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setUrl({ new: '1' })}>
      {t('customers.new')}
    </Button>
  )
  const load = mayImport && (
    <Button icon={<UploadOutlined />} onClick={() => navigate({ to: '/imports/$kind', params: { kind: 'customers' } })}>
      {t('imports.go')}
    </Button>
  )
  return (
    <>
      <PageHeader
        title={t('nav.customers')}
        actions={
          <>
            {load}
            {create}
          </>
        }
      />
      <DataTable<Customer>
        path="/customers"
        query={{ kind: url.kind, archived: url.archived }}
        columns={useColumns()}
        href={(row) => `/customers/${row.id}`}
        search={t('customers.search')}
        filters={<Filters />}
        empty={<EmptyState title={t('customers.empty')} text={t('customers.emptyText')} action={create} />}
      />
      {url.new && mayWrite && (
        <CustomerForm
          onClose={() => setUrl({ new: undefined })}
          onSaved={({ id }) => navigate({ to: '/customers/$id', params: { id } })}
        />
      )}
    </>
  )
}

function Filters() {
  const { t } = useTranslation()
  const [url, setUrl] = useUrlState()
  const value = url.archived ? 'archived' : (url.kind ?? 'all')
  return (
    <Chips
      label={t('customers.kindLabel')}
      value={value}
      options={[
        { value: 'all', label: t('common.all') },
        { value: 'person', label: t('customers.kinds.person') },
        { value: 'business', label: t('customers.kinds.business') },
        { value: 'archived', label: t('customers.archivedOnes') },
      ]}
      onChange={(next) =>
        setUrl({
          archived: next === 'archived' ? 'true' : undefined,
          kind: next === 'person' || next === 'business' ? next : undefined,
        })
      }
    />
  )
}

function useColumns(): Column<Customer>[] {
  const { t } = useTranslation()
  return [
    {
      key: 'name',
      title: t('customers.name'),
      sort: 'name',
      sortOnly: true,
      render: ({ kind, name }) => (
        <span className="row">
          <span className="muted" title={t(`customers.kind.${kind}`)}>
            {kind === 'business' ? <ShopOutlined /> : <UserOutlined />}
          </span>
          <strong>
            <Words text={name} />
          </strong>
        </span>
      ),
    },
    {
      key: 'phone',
      title: t('customers.phone'),
      render: ({ phone, phone_display }) => (
        <bdi dir="ltr" className="num">
          {phone_display ?? phone ?? '—'}
        </bdi>
      ),
    },
    {
      key: 'email',
      title: t('customers.email'),
      desktopOnly: true,
      render: ({ email }) => <bdi dir="ltr">{email ?? '—'}</bdi>,
    },
    {
      key: 'tax',
      title: t('customers.taxId'),
      desktopOnly: true,
      render: ({ tax_id }) => <bdi dir="ltr">{tax_id ?? '—'}</bdi>,
    },
    {
      key: 'created',
      title: t('customers.since'),
      desktopOnly: true,
      sort: '-created_at',
      sortOnly: true,
      render: ({ created_at }) => <Age at={created_at} />,
    },
  ]
}
