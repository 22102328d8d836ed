import { PlusOutlined } from '@ant-design/icons'
import { useNavigate } from '@tanstack/react-router'
import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newKey } from '@/api/repeat'
import type { Id, StockTakeRow } from '@/api/types'
import { useMay } from '@/app/permission'
import { useSiteId } from '@/app/site'
import { Chips } from '@/ui/Chips'
import { DataTable } from '@/ui/DataTable'
import { EmptyState } from '@/ui/EmptyState'
import { FormDialog } from '@/ui/FormDialog'
import { Money } from '@/ui/Money'
import { PageHeader } from '@/ui/PageHeader'
import type { Column } from '@/ui/RowCards'
import { Time } from '@/ui/Time'
import { useUrlState } from '@/ui/useUrlState'
import { beginTake } from './commands'
import { StoreTabs } from './StoreTabs'
import { StoreState } from './states'

const STATES = ['counting', 'counted', 'approved', 'cancelled'] as const

/** Counts of what lies there: under way, to approve, done. */
export function TakesPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const site = useSiteId()
  const [url, setUrl] = useUrlState()
  const may = useMay('stock.count')
  const create = may && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setUrl({ new: '1' })}>
      {t('store.newTake')}
    </Button>
  )
  return (
    <>
      <PageHeader title={t('store.place.takes')} beside={<StoreTabs now="takes" />} actions={create} />
      <DataTable<StockTakeRow>
        path="/stock-takes"
        query={{ site, state: url.state }}
        columns={useColumns()}
        href={(row) => `/store/takes/${row.id}`}
        filters={
          <Chips
            label={t('parts.state')}
            value={url.state ?? 'all'}
            options={[
              { value: 'all', label: t('common.all') },
              ...STATES.map((value) => ({ value, label: t(`store.state.take.${value}`) })),
            ]}
            onChange={(next) => setUrl({ state: next === 'all' ? undefined : next })}
          />
        }
        empty={<EmptyState title={t('store.noTakes')} action={create} />}
      />
      {url.new && may && (
        <NewTakeForm
          site={site}
          onClose={() => setUrl({ new: undefined })}
          onSaved={(id) => navigate({ to: '/store/$', params: { _splat: `takes/${id}` } })}
        />
      )}
    </>
  )
}

interface NewProps {
  site: Id
  onClose: () => void
  onSaved: (id: Id) => void
}

function NewTakeForm({ site, onClose, onSaved }: NewProps) {
  const { t } = useTranslation()
  const [key] = useState(newKey)
  const [form] = Form.useForm<{ bin?: string }>()
  return (
    <FormDialog<{ bin?: string }>
      title={t('store.newTake')}
      form={form}
      onSave={async ({ bin }) => onSaved((await beginTake({ site_id: site, bin: bin?.trim() || null }, key)).id)}
      onClose={onClose}
      goesOn
    >
      <Form.Item name="bin" label={t('inventory.bin')} extra={t('store.binOrAll')}>
        <Input autoFocus autoComplete="off" dir="auto" />
      </Form.Item>
    </FormDialog>
  )
}

function useColumns(): Column<StockTakeRow>[] {
  const { t } = useTranslation()
  return [
    { key: 'number', title: t('purchasing.number'), render: ({ number }) => <span className="code">{number}</span> },
    { key: 'bin', title: t('inventory.bin'), render: ({ bin }) => <bdi>{bin ?? t('store.wholeSite')}</bdi> },
    { key: 'state', title: t('parts.state'), render: ({ state }) => <StoreState kind="take" state={state} /> },
    {
      key: 'at',
      title: t('store.datedOn'),
      newLine: true,
      render: ({ created_at, created_by }) => (
        <span>
          <Time at={created_at} /> · <bdi>{created_by}</bdi>
        </span>
      ),
    },
    {
      key: 'variance',
      title: t('store.varianceCost'),
      end: true,
      render: ({ variance_cost, currency }) =>
        variance_cost === null ? '—' : <Money amount={variance_cost} currency={currency} />,
    },
  ]
}
