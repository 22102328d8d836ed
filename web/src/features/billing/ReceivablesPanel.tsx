import { MailOutlined, WalletOutlined } from '@ant-design/icons'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button, Segmented } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { Receivable, Receivables, ReceivablesTotal } from '@/api/types'
import { useMay } from '@/app/permission'
import { useListSite } from '@/app/site'
import { type Bar, Bars } from '@/ui/Bars'
import { EmptyState } from '@/ui/EmptyState'
import { Money } from '@/ui/Money'
import type { Column } from '@/ui/RowCards'
import { RowsPanel } from '@/ui/RowsPanel'
import { useUrlState } from '@/ui/useUrlState'
import { Words } from '@/ui/Words'

const SendStatements = lazy(async () => ({ default: (await import('./SendStatements')).SendStatements }))
const ReceiptDrawer = lazy(async () => ({ default: (await import('./ReceiptDrawer')).ReceiptDrawer }))

const AGES = ['current', 'first', 'second', 'third', 'older'] as const
const STEPS = ['15', '30', '60'] as const
type Row = Receivable & { id: string }

/** Who owes what, and for how long. */
export function ReceivablesPanel() {
  const { t } = useTranslation()
  const site = useListSite()
  const [url, setUrl] = useUrlState()
  const [paying, setPaying] = useState<Receivable['customer'] | null>(null)
  const [sending, setSending] = useState(false)
  const mayTake = useMay('payment.take')
  const step = STEPS.find((days) => days === url.step) ?? '30'
  const since = url.since === 'issue' ? 'issue' : 'due'
  const query = useQuery({
    queryKey: ['receivables', site, step, since],
    queryFn: ({ signal }) => api.get<Receivables>('/receivables', { query: { site, step, since }, signal }),
    placeholderData: keepPreviousData,
  })
  const rows = query.data?.customers.map((row): Row => ({ ...row, id: `${row.customer.id} ${row.currency}` }))
  const columns = useColumns(Number(step))
  const pay: Column<Row> = {
    key: 'pay',
    title: '',
    end: true,
    // A card leads to the customer, whose account has the same button.
    desktopOnly: true,
    render: ({ customer, invoices }) =>
      invoices > 0 && (
        <Button
          size="small"
          icon={<WalletOutlined />}
          onClick={() => setPaying(customer)}
          aria-label={t('receipt.of', { name: customer.name })}
        >
          {t('billing.take')}
        </Button>
      ),
  }
  return (
    <div className="stack">
      <div className="charts">
        {query.data?.totals.map((total) => (
          <Total key={total.currency} total={total} step={Number(step)} />
        ))}
      </div>
      <RowsPanel<Row>
        query={{ ...query, data: rows }}
        columns={mayTake ? [...columns, pay] : columns}
        href={({ customer }) => `/customers/${customer.id}`}
        title={t('receivables.customers')}
        action={
          mayTake &&
          site && (
            <Button icon={<MailOutlined />} onClick={() => setSending(true)}>
              {t('receivables.send')}
            </Button>
          )
        }
        filters={
          <>
            <Segmented
              aria-label={t('receivables.since')}
              value={since}
              onChange={(next) => setUrl({ since: next === 'due' ? undefined : next })}
              options={(['due', 'issue'] as const).map((value) => ({ value, label: t(`receivables.sinces.${value}`) }))}
            />
            <Segmented
              aria-label={t('receivables.step')}
              value={step}
              onChange={(next) => setUrl({ step: next === '30' ? undefined : next })}
              options={STEPS.map((value) => ({ value, label: t('receivables.days', { count: Number(value) }) }))}
            />
          </>
        }
        empty={<EmptyState title={t('receivables.empty')} text={t('receivables.emptyText')} />}
      />
      <Suspense fallback={null}>
        {sending && site && <SendStatements site={site} onClose={() => setSending(false)} />}
        {paying && <ReceiptDrawer customer={paying} onClose={() => setPaying(null)} />}
      </Suspense>
    </div>
  )
}

/** Names of the ages, for steps of so many days. */
function useAges(step: number) {
  const { t } = useTranslation()
  const between = (from: number) => t('receivables.between', { from: from * step + 1, until: (from + 1) * step })
  return {
    current: t('receivables.current'),
    first: between(0),
    second: between(1),
    third: between(2),
    older: t('receivables.older', { days: 3 * step }),
  }
}

function Total({
  total: { aged, credit, currency, customers, invoices },
  step,
}: {
  total: ReceivablesTotal
  step: number
}) {
  const { t } = useTranslation()
  const ages = useAges(step)
  const bars = AGES.map(
    (age): Bar => ({
      label: ages[age],
      count: aged[age],
      text: <Money amount={aged[age]} currency={currency} />,
    }),
  )
  return (
    <Bars
      title={t('receivables.total', { currency })}
      bars={bars}
      extra={
        <p>
          <strong>
            <Money amount={aged.total} currency={currency} />
          </strong>{' '}
          <span className="muted">
            {t('receivables.of', { customers, invoices })}
            {credit > 0 && (
              <>
                {' · '}
                {t('receivables.credit')} <Money amount={credit} currency={currency} />
              </>
            )}
          </span>
        </p>
      }
    />
  )
}

function useColumns(step: number): Column<Row>[] {
  const { t } = useTranslation()
  const ages = useAges(step)
  const age = (key: (typeof AGES)[number]): Column<Row> => ({
    key,
    title: ages[key],
    end: true,
    desktopOnly: true,
    render: ({ aged, currency }) => (aged[key] === 0 ? '—' : <Money amount={aged[key]} currency={currency} />),
  })
  return [
    {
      key: 'customer',
      title: t('billing.customer'),
      render: ({ customer }) => <Words text={customer.name} />,
    },
    ...AGES.map(age),
    {
      key: 'total',
      title: t('billing.due'),
      end: true,
      named: true,
      newLine: true,
      render: ({ aged, currency }) => (
        <strong>
          <Money amount={aged.total} currency={currency} />
        </strong>
      ),
    },
    {
      key: 'credit',
      title: t('receivables.credit'),
      end: true,
      named: true,
      render: ({ credit, currency }) => (credit === 0 ? '—' : <Money amount={credit} currency={currency} />),
    },
  ]
}
