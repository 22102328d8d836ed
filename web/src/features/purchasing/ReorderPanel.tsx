import { ShoppingCartOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import { errorText } from '@/api/problem'
import { newKey } from '@/api/repeat'
import type { Page, ReorderRow } from '@/api/types'
import { useMay } from '@/app/permission'
import { useSiteId } from '@/app/site'
import { Quantity } from '@/ui/Quantity'
import type { Column } from '@/ui/RowCards'
import { RowsPanel } from '@/ui/RowsPanel'
import { reorder } from './commands'
import { useDistributed } from './useDistributed'

type Row = ReorderRow & { id: string }

/** What is below its minimum, without what is reserved and with what is on order; ordered with one press. */
export function ReorderPanel() {
  const { t } = useTranslation()
  const site = useSiteId()
  const may = useMay('purchase.write')
  const query = useQuery({
    queryKey: ['reorder', site],
    queryFn: async ({ signal }) => {
      const page = await api.get<Page<ReorderRow>>('/stock/reorder', { query: { site, limit: 100 }, signal })
      return page.items.map((row): Row => ({ ...row, id: row.product_id }))
    },
  })
  const rows = (query.data ?? []).filter(({ suggested }) => suggested > 0)
  return (
    <RowsPanel<Row>
      title={t('parts.toOrder')}
      query={query}
      rows={rows}
      columns={useReorderColumns()}
      href={(row) => `/products/${row.product_id}`}
      action={may && rows.length > 0 && <OrderThese rows={rows} />}
      empty={<p className="panel-body muted">{t('parts.nothingToOrder')}</p>}
    />
  )
}

function OrderThese({ rows }: { rows: Row[] }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const site = useSiteId()
  const told = useDistributed()
  const [busy, setBusy] = useState(false)
  const go = async () => {
    setBusy(true)
    const lines = rows.map(({ product_id, suggested }) => ({ product_id, quantity: suggested }))
    try {
      await told(await reorder(site, lines, newKey()))
    } catch (refusal) {
      message.error(errorText(refusal))
    }
    setBusy(false)
  }
  return (
    <Button icon={<ShoppingCartOutlined />} loading={busy} onClick={go}>
      {t('parts.orderThese')}
    </Button>
  )
}

function useReorderColumns(): Column<Row>[] {
  const { t } = useTranslation()
  const quantity = (key: 'available' | 'on_order' | 'minimum' | 'maximum', title: string, desktopOnly = false) => ({
    key,
    title,
    end: true,
    desktopOnly,
    named: true,
    render: (row: Row) => <Quantity value={row[key]} />,
  })
  return [
    {
      key: 'part',
      title: t('inventory.article'),
      render: (row) => (
        <span>
          <bdi>{row.name}</bdi> <span className="code">{row.sku}</span>
        </span>
      ),
    },
    { ...quantity('available', t('inventory.available')), newLine: true },
    quantity('on_order', t('inventory.onOrder'), true),
    quantity('minimum', t('inventory.minimum')),
    quantity('maximum', t('inventory.maximum'), true),
    {
      key: 'suggested',
      title: t('parts.suggested'),
      end: true,
      render: (row) => (
        <strong>
          <Quantity value={row.suggested} unit={row.unit} />
        </strong>
      ),
    },
    {
      key: 'supplier',
      title: t('purchasing.supplier'),
      render: (row) => <bdi>{row.supplier_name ?? t('parts.noSupplier')}</bdi>,
    },
  ]
}
