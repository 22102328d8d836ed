import { useTranslation } from 'react-i18next'
import type { TransferRow } from '@/api/types'
import { Money } from '@/ui/Money'
import type { Column } from '@/ui/RowCards'
import { Time } from '@/ui/Time'
import { NewTransferForm } from './NewTransferForm'
import { PapersPage } from './PapersPage'
import { StoreState } from './states'

const STATES = ['requested', 'shipped', 'differs', 'received', 'cancelled'] as const

/** Parts between the sites: asked for, on their way, short. */
export function TransfersPage() {
  const { t } = useTranslation()
  return (
    <PapersPage<TransferRow>
      place="transfers"
      path="/transfers"
      columns={useColumns()}
      states={STATES}
      kind="transfer"
      needs="stock.transfer"
      add={t('store.newTransfer')}
      none={t('store.noTransfers')}
      form={(close, saved) => <NewTransferForm onClose={close} onSaved={saved} />}
    />
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
