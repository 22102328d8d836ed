import { PlusOutlined } from '@ant-design/icons'
import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { TransferRow } from '@/api/types'
import { useMay } from '@/app/permission'
import { useSiteId } from '@/app/site'
import { Chips } from '@/ui/Chips'
import { DataTable } from '@/ui/DataTable'
import { EmptyState } from '@/ui/EmptyState'
import { Money } from '@/ui/Money'
import { PageHeader } from '@/ui/PageHeader'
import type { Column } from '@/ui/RowCards'
import { Time } from '@/ui/Time'
import { useUrlState } from '@/ui/useUrlState'
import { NewTransferForm } from './NewTransferForm'
import { StoreTabs } from './StoreTabs'
import { StoreState } from './states'

const STATES = ['requested', 'shipped', 'differs', 'received', 'cancelled'] as const

/** Parts between the sites: asked for, on their way, short. */
export function TransfersPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const site = useSiteId()
  const [url, setUrl] = useUrlState()
  const may = useMay('stock.transfer')
  const create = may && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setUrl({ new: '1' })}>
      {t('store.newTransfer')}
    </Button>
  )
  return (
    <>
      <PageHeader title={t('store.place.transfers')} beside={<StoreTabs now="transfers" />} actions={create} />
      <DataTable<TransferRow>
        path="/transfers"
        query={{ site, state: url.state }}
        columns={useColumns()}
        href={(row) => `/store/transfers/${row.id}`}
        filters={
          <Chips
            label={t('parts.state')}
            value={url.state ?? 'all'}
            options={[
              { value: 'all', label: t('common.all') },
              ...STATES.map((value) => ({ value, label: t(`store.state.transfer.${value}`) })),
            ]}
            onChange={(next) => setUrl({ state: next === 'all' ? undefined : next })}
          />
        }
        empty={<EmptyState title={t('store.noTransfers')} action={create} />}
      />
      {url.new && may && (
        <NewTransferForm
          onClose={() => setUrl({ new: undefined })}
          onSaved={(id) => navigate({ to: '/store/$', params: { _splat: `transfers/${id}` } })}
        />
      )}
    </>
  )
}

function useColumns(): Column<TransferRow>[] {
  const { t } = useTranslation()
  return [
    { key: 'number', title: t('purchasing.number'), render: ({ number }) => <span className="code">{number}</span> },
    { key: 'state', title: t('parts.state'), render: ({ state }) => <StoreState kind="transfer" state={state} /> },
    { key: 'from', title: t('store.from'), newLine: true, named: true, render: ({ from }) => <bdi>{from.name}</bdi> },
    { key: 'to', title: t('store.to'), named: true, render: ({ to }) => <bdi>{to.name}</bdi> },
    {
      key: 'shipped',
      title: t('store.shippedAt'),
      desktopOnly: true,
      render: ({ shipped_at }) => (shipped_at ? <Time at={shipped_at} /> : '—'),
    },
    {
      key: 'open',
      title: t('store.inTransit'),
      end: true,
      desktopOnly: true,
      render: ({ open_cost, currency }) => (open_cost ? <Money amount={open_cost} currency={currency} /> : '—'),
    },
  ]
}
