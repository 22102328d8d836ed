import { BarChartOutlined, PlusOutlined, ShopOutlined, UploadOutlined, UserOutlined } from '@ant-design/icons'
import { useNavigate } from '@tanstack/react-router'
import { Button, Checkbox } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Customer, Id } from '@/api/types'
import { useMay } from '@/app/permission'
import { CustomerTags } from '@/ui/CustomerTags'
import { type Column, DataTable } from '@/ui/DataTable'
import { EmptyState } from '@/ui/EmptyState'
import { Money } from '@/ui/Money'
import { PageHeader } from '@/ui/PageHeader'
import { Tag } from '@/ui/StatusTag'
import { Age } from '@/ui/Time'
import { useUrlState } from '@/ui/useUrlState'
import { Words } from '@/ui/Words'
import { ExportButton } from './ExportButton'
import { FILTERS } from './filters'
import './customers.css'
import '@/ui/customer-banner.css'

const CustomerFilters = lazy(async () => ({ default: (await import('./CustomerFilters')).CustomerFilters }))
const CustomerForm = lazy(async () => ({ default: (await import('./CustomerForm')).CustomerForm }))
const BulkBar = lazy(async () => ({ default: (await import('./BulkBar')).BulkBar }))

export function CustomersPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [url, setUrl] = useUrlState()
  const mayWrite = useMay('customer.write')
  const mayImport = useMay('customer.import')
  const mayExport = useMay('customer.export')
  const filter = Object.fromEntries(FILTERS.map((name) => [name, url[name]]))
  const mayArchive = useMay('customer.archive')
  const mayChange = mayWrite || mayArchive
  const columns = useColumns()
  const [chosen, setChosen] = useState<Id[]>([])
  const toggle = (id: Id) => setChosen((ids) => (ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id]))
  const pick: Column<Customer> = {
    key: 'pick',
    title: '',
    width: 44,
    desktopOnly: true,
    render: ({ id, name }) => (
      <Checkbox
        checked={chosen.includes(id)}
        onChange={() => toggle(id)}
        aria-label={t('customers.bulk.choose', { name })}
      />
    ),
  }
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
            {mayExport && (
              <ExportButton
                path="/customers/export"
                name={t('nav.customers')}
                query={{ ...filter, q: url.q, sort: url.sort }}
              />
            )}
            <Button icon={<BarChartOutlined />} onClick={() => navigate({ to: '/customer-statistics' })}>
              {t('customers.statistics.go')}
            </Button>
            {load}
            {create}
          </>
        }
      />
      <Suspense fallback={null}>
        <BulkBar chosen={chosen} query={{ ...filter, q: url.q }} onClear={() => setChosen([])} />
      </Suspense>
      <DataTable<Customer>
        path="/customers"
        query={filter}
        columns={mayChange ? [pick, ...columns] : columns}
        href={(row) => `/customers/${row.id}`}
        search={t('customers.search')}
        filters={
          <Suspense fallback={null}>
            <CustomerFilters />
          </Suspense>
        }
        empty={<EmptyState title={t('customers.empty')} text={t('customers.emptyText')} action={create} />}
      />
      {url.new && mayWrite && (
        <Suspense fallback={null}>
          <CustomerForm
            onClose={() => setUrl({ new: undefined })}
            onSaved={({ id }) => navigate({ to: '/customers/$id', params: { id } })}
          />
        </Suspense>
      )}
    </>
  )
}

function useColumns(): Column<Customer>[] {
  const { t } = useTranslation()
  const seesBalances = useMay('invoice.read')
  const balance: Column<Customer> = {
    key: 'balance',
    title: t('customers.balance'),
    end: true,
    sort: '-balance',
    sortOnly: true,
    render: ({ balances }) =>
      balances.length === 0
        ? '—'
        : balances.map(({ amount, currency }) => <Money key={currency} amount={amount} currency={currency} />),
  }
  return [
    {
      key: 'name',
      title: t('customers.name'),
      sort: 'name',
      sortOnly: true,
      render: ({ kind, name, hold, tags }) => (
        <span className="row">
          <span className="muted" title={t(`customers.kind.${kind}`)}>
            {kind === 'business' ? <ShopOutlined /> : <UserOutlined />}
          </span>
          <strong>
            <Words text={name} />
          </strong>
          {hold && <Tag tone="red">{t('customers.hold.tag')}</Tag>}
          {tags.length > 0 && (
            <span className="customer-tags">
              <CustomerTags ids={tags} />
            </span>
          )}
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
      key: 'lastVisit',
      title: t('customers.lastVisit'),
      desktopOnly: true,
      sort: '-last_visit',
      sortOnly: true,
      render: ({ last_visit_at }) => (last_visit_at ? <Age at={last_visit_at} /> : '—'),
    },
    ...(seesBalances ? [balance] : []),
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
