import { useTranslation } from 'react-i18next'
import type { PurchaseOrderRow } from '@/api/types'
import { useTimeZone } from '@/app/site'
import { Money } from '@/ui/Money'
import type { Column } from '@/ui/RowCards'
import { StatusTag } from '@/ui/StatusTag'
import { Day, useNow } from '@/ui/Time'
import { toWall } from '@/ui/time'

export function useOrderColumns(): Column<PurchaseOrderRow>[] {
  const { t } = useTranslation()
  return [
    { key: 'number', title: t('purchasing.number'), render: ({ number }) => <span className="code">{number}</span> },
    { key: 'supplier', title: t('purchasing.supplier'), render: ({ supplier }) => <bdi>{supplier.name}</bdi> },
    {
      key: 'state',
      title: t('parts.state'),
      render: ({ state }) => <StatusTag kind="purchase" state={state} />,
    },
    {
      key: 'expected',
      title: t('purchasing.expectedOn'),
      newLine: true,
      render: (row) => <Expected row={row} />,
    },
    {
      key: 'total',
      title: t('purchasing.total'),
      end: true,
      render: ({ total_cost, currency }) =>
        total_cost === null ? '—' : <Money amount={total_cost} currency={currency} />,
    },
  ]
}

/** When it comes; told when that is today, or was before. */
function Expected({ row: { expected_on, state } }: { row: PurchaseOrderRow }) {
  const { t } = useTranslation()
  const zone = useTimeZone()
  const now = useNow()
  if (!expected_on) return '—'
  const today = toWall(new Date(now), zone).slice(0, 10)
  const waits = state === 'sent' || state === 'partly_received'
  return (
    <span>
      <Day day={expected_on} />
      {waits && expected_on === today && <strong className="expected-today"> · {t('parts.today')}</strong>}
      {waits && expected_on < today && <strong className="expected-late"> · {t('parts.late')}</strong>}
    </span>
  )
}
