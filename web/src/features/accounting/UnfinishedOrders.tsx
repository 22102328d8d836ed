import { useTranslation } from 'react-i18next'
import type { Id, UnfinishedOrder } from '@/api/types'
import { type Column, DataTable } from '@/ui/DataTable'
import { EmptyState } from '@/ui/EmptyState'
import { Money } from '@/ui/Money'
import { Plate } from '@/ui/Plate'
import { StatusTag } from '@/ui/StatusTag'
import { Time } from '@/ui/Time'
import { Words } from '@/ui/Words'

/** The orders that were under way then, as they stood. */
export function UnfinishedOrders({ site, on, currency }: { site: Id; on: string; currency: string }) {
  const { t } = useTranslation()
  return (
    <DataTable<UnfinishedOrder>
      path={`/work-in-progress/${site}/orders`}
      query={{ on }}
      columns={useColumns(currency)}
      href={(row) => `/work-orders/${row.id}`}
      empty={<EmptyState title={t('worth.none')} text={t('worth.noneText')} />}
    />
  )
}

function useColumns(currency: string): Column<UnfinishedOrder>[] {
  const { t } = useTranslation()
  const money = (amount: number) => <Money amount={amount} currency={currency} />
  return [
    { key: 'number', title: t('worth.number'), render: ({ number }) => <span className="code">{number}</span> },
    { key: 'customer', title: t('billing.customer'), render: ({ customer_name }) => <Words text={customer_name} /> },
    {
      key: 'vehicle',
      title: t('worth.vehicle'),
      newLine: true,
      render: ({ vehicle_plate, vehicle_label }) =>
        vehicle_plate ? <Plate text={vehicle_plate} /> : <Words text={vehicle_label || '—'} />,
    },
    { key: 'state', title: t('worth.state'), render: ({ state }) => <StatusTag kind="workOrder" state={state} /> },
    {
      key: 'since',
      title: t('worth.since'),
      desktopOnly: true,
      render: ({ since }) => <Time at={since} />,
    },
    { key: 'cost', title: t('worth.cost'), end: true, named: true, newLine: true, render: ({ cost }) => money(cost) },
    { key: 'net', title: t('worth.net'), end: true, named: true, render: ({ net }) => money(net) },
  ]
}
