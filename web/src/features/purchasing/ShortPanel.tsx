import { ShoppingCartOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { App, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import { errorText } from '@/api/problem'
import { newKey } from '@/api/repeat'
import type { Page, Reservation } from '@/api/types'
import { useMay } from '@/app/permission'
import { useSiteId, useTimeZone } from '@/app/site'
import { PartsLight } from '@/ui/PartsLight'
import { Plate } from '@/ui/Plate'
import { Quantity } from '@/ui/Quantity'
import type { Column } from '@/ui/RowCards'
import { RowsPanel } from '@/ui/RowsPanel'
import { Tag } from '@/ui/StatusTag'
import { Day, Time } from '@/ui/Time'
import { toWall } from '@/ui/time'
import { orderShort } from './commands'
import { useDistributed } from './useDistributed'

type Row = Reservation & { id: string }

/** What jobs wait for, the earliest promise first; all of it ordered with one press. */
export function ShortPanel() {
  const { t } = useTranslation()
  const site = useSiteId()
  const may = useMay('purchase.write')
  const query = useQuery({
    queryKey: ['reservations', 'short', site],
    queryFn: async ({ signal }) => {
      const page = await api.get<Page<Reservation>>('/reservations', {
        query: { site, state: 'short', limit: 100 },
        signal,
      })
      return page.items.map((row): Row => ({ ...row, id: row.line_id }))
    },
  })
  const open = (query.data ?? []).some((row) => row.missing > row.drafted + row.ordered)
  return (
    <RowsPanel<Row>
      title={t('parts.short')}
      query={query}
      columns={useShortColumns()}
      href={(row) => `/work-orders/${row.work_order_id}`}
      action={may && open && <OrderAll />}
      empty={<p className="panel-body muted">{t('parts.nothingShort')}</p>}
    />
  )
}

function OrderAll() {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const site = useSiteId()
  const told = useDistributed()
  const [busy, setBusy] = useState(false)
  const go = async () => {
    setBusy(true)
    try {
      await told(await orderShort(site, newKey()))
    } catch (refusal) {
      message.error(errorText(refusal))
    }
    setBusy(false)
  }
  return (
    <Button type="primary" icon={<ShoppingCartOutlined />} loading={busy} onClick={go}>
      {t('parts.orderAllShort')}
    </Button>
  )
}

/** It is expected on a later day than the job is promised for. */
const isAtRisk = ({ expected_on, promised_at }: Row, zone: string) =>
  expected_on !== null && promised_at !== null && expected_on > toWall(promised_at, zone).slice(0, 10)

function useShortColumns(): Column<Row>[] {
  const { t } = useTranslation()
  const zone = useTimeZone()
  return [
    {
      key: 'part',
      title: t('inventory.article'),
      render: (row) => (
        <span>
          <bdi>{row.name}</bdi>{' '}
          <Link to="/products/$id" params={{ id: row.product_id }} className="code">
            {row.sku}
          </Link>
        </span>
      ),
    },
    {
      key: 'missing',
      title: t('parts.missing'),
      end: true,
      render: (row) => <Quantity value={row.missing} unit={row.unit} />,
    },
    {
      key: 'order',
      title: t('parts.workOrder'),
      newLine: true,
      render: (row) => (
        <span>
          <span className="code">{row.order_number}</span> <Plate text={row.vehicle_plate} />
        </span>
      ),
    },
    {
      key: 'promised',
      title: t('parts.promised'),
      render: (row) => (row.promised_at ? <Time at={row.promised_at} soon /> : '—'),
    },
    {
      key: 'light',
      title: t('parts.state'),
      render: (row) => (
        <span>
          <PartsLight light={row.light} /> {row.drafted > 0 && <small className="muted">{t('parts.onDraft')}</small>}
          {row.expected_on && (
            <small className="muted">
              {' '}
              <Day day={row.expected_on} />
            </small>
          )}{' '}
          {isAtRisk(row, zone) && <Tag tone="amber">{t('parts.atRisk')}</Tag>}
        </span>
      ),
    },
  ]
}
