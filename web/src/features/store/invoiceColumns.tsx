import { useTranslation } from 'react-i18next'
import type { SupplierInvoiceRow } from '@/api/types'
import { Money } from '@/ui/Money'
import type { Column } from '@/ui/RowCards'
import { Day } from '@/ui/Time'
import { StoreState } from './states'

export function useInvoiceColumns(): Column<SupplierInvoiceRow>[] {
  const { t } = useTranslation()
  return [
    { key: 'number', title: t('purchasing.number'), render: ({ number }) => <span className="code">{number}</span> },
    { key: 'supplier', title: t('purchasing.supplier'), render: ({ supplier }) => <bdi>{supplier.name}</bdi> },
    { key: 'state', title: t('parts.state'), render: ({ state }) => <StoreState kind="invoice" state={state} /> },
    { key: 'dated', title: t('store.datedOn'), newLine: true, render: ({ dated_on }) => <Day day={dated_on} /> },
    {
      key: 'difference',
      title: t('store.difference'),
      end: true,
      named: true,
      render: ({ difference_cost, currency, state }) =>
        difference_cost && state !== 'cancelled' ? <Money amount={difference_cost} currency={currency} /> : '—',
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
