import { CheckOutlined, ReloadOutlined, StopOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { errorText } from '@/api/problem'
import type { StockTake, StockTakeLine } from '@/api/types'
import { Changes } from '@/features/audit/Changes'
import { ProductSearch } from '@/features/inventory/ProductSearch'
import { ReasonDialog } from '@/features/workshop/ReasonDialog'
import { Chips } from '@/ui/Chips'
import { DataTable } from '@/ui/DataTable'
import { Money } from '@/ui/Money'
import { PageHeader } from '@/ui/PageHeader'
import { Quantity } from '@/ui/Quantity'
import { RecordGate } from '@/ui/RecordGate'
import type { Column } from '@/ui/RowCards'
import { ScaledInput } from '@/ui/ScaledInput'
import { Time } from '@/ui/Time'
import { useRecord } from '@/ui/useRecord'
import { CountScan } from './CountScan'
import { approveTake, cancelTake, countTake, finishTake, recountTake } from './commands'
import { PaperFacts } from './PaperFacts'
import { StoreState } from './states'
import { TakenOf } from './TakesPage'
import { useChange } from './useChange'

export function TakePage({ id }: { id: string }) {
  return <RecordGate query={useRecord<StockTake>('/stock-takes', id)}>{(take) => <TakeView take={take} />}</RecordGate>
}

function TakeView({ take }: { take: StockTake }) {
  const { t } = useTranslation()
  const change = useChange<StockTake>('/stock-takes')
  const [asking, setAsking] = useState<'approve' | 'cancel' | null>(null)
  const button = (action: string, label: string, icon: ReactNode, go: () => unknown, primary = false) =>
    take.actions.includes(action) && (
      <Button key={action} icon={icon} type={primary ? 'primary' : 'default'} onClick={go}>
        {label}
      </Button>
    )
  const label = asking === 'approve' ? t('store.action.approveTake') : t('store.action.cancelTake')
  return (
    <>
      <PageHeader
        title={take.number}
        beside={<StoreState kind="take" state={take.state} />}
        actions={
          <>
            {button('cancel', t('store.action.cancelTake'), <StopOutlined />, () => setAsking('cancel'))}
            {button('recount', t('store.action.recount'), <ReloadOutlined />, () => change(recountTake(take.id)))}
            {button('finish', t('store.action.finish'), <CheckOutlined />, () => change(finishTake(take.id)), true)}
            {button('approve', t('store.action.approveTake'), <CheckOutlined />, () => setAsking('approve'), true)}
          </>
        }
      />
      <div className="record-columns">
        <div className="stack">
          <Lines take={take} />
          <Changes entity="stock_take" id={take.id} />
        </div>
        <TakeFacts take={take} />
      </div>
      {asking && (
        <ReasonDialog
          danger={asking === 'cancel'}
          title={label}
          ok={label}
          onReason={(reason) => change((asking === 'approve' ? approveTake : cancelTake)(take.id, reason))}
          onClose={() => setAsking(null)}
        />
      )}
    </>
  )
}

function Lines({ take }: { take: StockTake }) {
  const { t } = useTranslation()
  const told = take.differing !== null
  const [kind, setKind] = useState<'all' | 'uncounted' | 'differing'>(told ? 'differing' : 'all')
  const kinds = told ? (['differing', 'uncounted', 'all'] as const) : (['all', 'uncounted'] as const)
  const counting = take.actions.includes('count')
  const count = useCount(take)
  return (
    <div className="stack">
      <DataTable<StockTakeLine>
        path={`/stock-takes/${take.id}/lines`}
        query={{ kind: kind === 'all' ? undefined : kind }}
        columns={useColumns(take, counting ? count : null)}
        filters={
          <Chips
            label={t('store.countedOf')}
            value={kind}
            options={kinds.map((value) => ({ value, label: t(`store.lineKind.${value}`) }))}
            onChange={setKind}
          />
        }
        empty={<p className="panel-body muted">{t('store.nothingToCount')}</p>}
      />
      {counting && (
        <section className="panel panel-body stack">
          <strong>{t('store.addCounted')}</strong>
          <CountScan take={take} onCount={count} />
          <ProductSearch blind site={take.site_id} autoFocus={false} onPick={({ id }) => count(id, 1000)} />
        </section>
      )}
    </div>
  )
}

function useCount(take: StockTake) {
  const client = useQueryClient()
  const { message } = App.useApp()
  return async (product: string, quantity: number) => {
    try {
      await countTake(take.id, product, quantity)
    } catch (refusal) {
      message.error(errorText(refusal))
    }
    await client.invalidateQueries({ queryKey: [`stock-takes/${take.id}/lines`] })
    await client.invalidateQueries({ queryKey: ['stock-takes', 'one', take.id] })
  }
}

function useColumns(
  take: StockTake,
  count: ((product: string, quantity: number) => unknown) | null,
): Column<StockTakeLine>[] {
  const { t } = useTranslation()
  const columns: Column<StockTakeLine>[] = [
    { key: 'bin', title: t('inventory.bin'), width: 110, render: ({ bin }) => <bdi>{bin || '—'}</bdi> },
    {
      key: 'part',
      title: t('inventory.article'),
      render: (row) => (
        <span>
          <bdi>{row.description}</bdi> <span className="code">{row.sku}</span>
        </span>
      ),
    },
    {
      key: 'counted',
      title: t('store.counted'),
      end: true,
      newLine: true,
      named: true,
      render: (row) => {
        if (!count) return row.counted === null ? '—' : <Quantity value={row.counted} unit={row.unit} />
        return (
          <ScaledInput
            variant="filled"
            decimals={3}
            label={`${t('store.counted')} ${row.description}`}
            value={row.counted}
            min={0}
            onCommit={(quantity) => count(row.id, quantity)}
          />
        )
      },
    },
  ]
  if (take.differing === null) return columns
  return [
    ...columns,
    {
      key: 'book',
      title: t('store.book'),
      end: true,
      named: true,
      render: ({ book }) => (book === null ? '—' : <Quantity value={book} />),
    },
    {
      key: 'variance',
      title: t('store.variance'),
      end: true,
      named: true,
      render: ({ variance }) =>
        variance ? (
          <span className="differs" dir="ltr">
            {variance > 0 && '+'}
            <Quantity value={variance} />
          </span>
        ) : (
          '—'
        ),
    },
    {
      key: 'cost',
      title: t('store.varianceCost'),
      end: true,
      render: ({ variance_cost }) => (variance_cost ? <Money amount={variance_cost} currency={take.currency} /> : '—'),
    },
  ]
}

function TakeFacts({ take }: { take: StockTake }) {
  const { t } = useTranslation()
  const { approval, variance_cost } = take
  const facts = [
    { label: t('inventory.bin'), value: <TakenOf take={take} /> },
    {
      label: t('store.countedOf'),
      value: (
        <span dir="ltr">
          {take.counted} / {take.lines}
        </span>
      ),
    },
    { label: t('store.differing'), value: take.differing },
    {
      label: t('store.varianceCost'),
      value: variance_cost !== null && <Money amount={variance_cost} currency={take.currency} />,
    },
    {
      label: t('purchasing.createdBy'),
      value: (
        <span>
          <bdi>{take.created_by}</bdi> · <Time at={take.created_at} />
        </span>
      ),
    },
  ]
  return (
    <PaperFacts
      facts={facts}
      decided={approval && { ...approval, label: t('store.approvedByTake') }}
      cancelReason={take.cancel_reason}
    />
  )
}
