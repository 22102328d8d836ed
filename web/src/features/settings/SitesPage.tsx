import { PlusOutlined } from '@ant-design/icons'
import { Button, Tag } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Site } from '@/api/types'
import { useMayEverywhere } from '@/app/may'
import { EmptyState } from '@/ui/EmptyState'
import { PageHeader } from '@/ui/PageHeader'
import { Percent } from '@/ui/Quantity'
import type { Column } from '@/ui/RowCards'
import { RowsPanel } from '@/ui/RowsPanel'
import { useAll } from '@/ui/useAll'
import { NewSiteDialog } from './NewSiteDialog'

const ErasuresPanel = lazy(async () => ({
  default: (await import('@/features/customers/ErasuresPanel')).ErasuresPanel,
}))
const DataPanel = lazy(async () => ({ default: (await import('./DataPanel')).DataPanel }))

/** The garage's workshops; each opens its settings. */
export function SitesPage() {
  const { t } = useTranslation()
  const [opening, setOpening] = useState(false)
  const may = useMayEverywhere('site.manage')
  const takes = useMayEverywhere('data.export')
  const erases = useMayEverywhere('customer.erase')
  const open = (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpening(true)}>
      {t('settings.newSite')}
    </Button>
  )
  return (
    <>
      <PageHeader title={t('nav.sites')} actions={may && open} />
      <RowsPanel<Site>
        query={useAll<Site>('/sites')}
        columns={useColumns()}
        href={({ id }) => `/sites/${id}`}
        empty={<EmptyState title={t('table.empty')} />}
      />
      <Suspense fallback={null}>{takes && <DataPanel />}</Suspense>
      <Suspense fallback={null}>{erases && <ErasuresPanel />}</Suspense>
      {opening && <NewSiteDialog onClose={() => setOpening(false)} />}
    </>
  )
}

function useColumns(): Column<Site>[] {
  const { t } = useTranslation()
  return [
    {
      key: 'name',
      title: t('settings.name'),
      render: ({ name, code, closed_at }) => (
        <span className="row">
          <strong>
            <bdi>{name}</bdi>
          </strong>
          <span className="code muted">{code}</span>
          {closed_at && <Tag>{t('settings.closed')}</Tag>}
        </span>
      ),
    },
    {
      key: 'address',
      title: t('settings.address'),
      newLine: true,
      render: ({ address }) => <bdi>{address || '—'}</bdi>,
    },
    {
      key: 'tax',
      title: t('customers.taxId'),
      newLine: true,
      render: ({ tax_id }) => <bdi dir="ltr">{tax_id || '—'}</bdi>,
    },
    { key: 'currency', title: t('settings.currency'), render: ({ currency }) => currency },
    {
      key: 'vat',
      title: t('inventory.vat'),
      desktopOnly: true,
      render: ({ vat_rate }) => <Percent value={vat_rate} />,
    },
  ]
}
