import { useTranslation } from 'react-i18next'
import type { WorkOrderRow } from '@/api/types'
import type { Column } from '@/ui/DataTable'
import { Money } from '@/ui/Money'
import { Plate } from '@/ui/Plate'
import { StatusTag } from '@/ui/StatusTag'
import { Age } from '@/ui/Time'
import { Words } from '@/ui/Words'

/** Work orders in a compact table; with plates where they are of several vehicles. */
export function useOrderColumns(plates: boolean): Column<WorkOrderRow>[] {
  const { t } = useTranslation()
  const plate: Column<WorkOrderRow> = {
    key: 'plate',
    newLine: true,
    title: t('vehicles.plate'),
    width: 150,
    render: ({ vehicle }) => (vehicle ? <Plate text={vehicle.plate} /> : '—'),
  }
  return [
    {
      key: 'number',
      title: t('billing.number'),
      render: (row) => (
        <span>
          <span className="code">{row.number}</span> <Words text={row.title} className="muted" />
        </span>
      ),
    },
    ...(plates ? [plate] : []),
    {
      key: 'state',
      newLine: !plates,
      title: t('billing.state'),
      render: (row) => <StatusTag kind="workOrder" state={row.state} />,
    },
    { key: 'opened', title: t('vehicles.openedAt'), desktopOnly: true, render: (row) => <Age at={row.opened_at} /> },
    {
      key: 'total',
      title: t('totals.toPay'),
      end: true,
      render: (row) => <Money amount={row.total} currency={row.currency} />,
    },
  ]
}
