import { useTranslation } from 'react-i18next'
import type { SupplierReturnRow } from '@/api/types'
import { Money } from '@/ui/Money'
import type { Column } from '@/ui/RowCards'
import { useNow } from '@/ui/Time'
import { StoreState } from './states'

const DAY = 86_400_000

export function useReturnColumns(): Column<SupplierReturnRow>[] {
  const { t } = useTranslation()
  const now = useNow()
  const age = (at: string) => Math.max(0, Math.floor((now - Date.parse(at)) / DAY))
  return [
    { key: 'number', title: t('purchasing.number'), render: ({ number }) => <span className="code">{number}</span> },
    { key: 'supplier', title: t('purchasing.supplier'), render: ({ supplier }) => <bdi>{supplier.name}</bdi> },
    { key: 'state', title: t('parts.state'), render: ({ state }) => <StoreState kind="return" state={state} /> },
    {
      key: 'age',
      title: t('store.waitingSince'),
      newLine: true,
      named: true,
      render: ({ state, shipped_at }) =>
        state === 'shipped' && shipped_at ? t('purchasing.days', { count: age(shipped_at) }) : '—',
    },
    {
      key: 'open',
      title: t('store.openCredit'),
      end: true,
      named: true,
      render: ({ open_cost, currency }) => (open_cost ? <Money amount={open_cost} currency={currency} /> : '—'),
    },
    {
      key: 'expected',
      title: t('store.expectedCredit'),
      end: true,
      desktopOnly: true,
      render: ({ expected_cost, currency }) =>
        expected_cost === null ? '—' : <Money amount={expected_cost} currency={currency} />,
    },
  ]
}
