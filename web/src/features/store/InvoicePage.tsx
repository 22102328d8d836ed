import { CheckOutlined, StopOutlined, SyncOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SupplierInvoice, SupplierInvoiceLine } from '@/api/types'
import { Changes } from '@/features/audit/Changes'
import { ReasonDialog } from '@/features/workshop/ReasonDialog'
import { Money } from '@/ui/Money'
import { PageHeader } from '@/ui/PageHeader'
import { Quantity } from '@/ui/Quantity'
import { RecordGate } from '@/ui/RecordGate'
import { Day } from '@/ui/Time'
import { useRecord } from '@/ui/useRecord'
import { approveInvoice, cancelInvoice, matchInvoice } from './commands'
import { PaperFacts } from './PaperFacts'
import { StoreState } from './states'
import { useChange } from './useChange'

const AttachmentsPanel = lazy(async () => ({
  default: (await import('@/features/attachments/AttachmentsPanel')).AttachmentsPanel,
}))

export function InvoicePage({ id }: { id: string }) {
  return (
    <RecordGate query={useRecord<SupplierInvoice>('/supplier-invoices', id)}>
      {(invoice) => <InvoiceView invoice={invoice} />}
    </RecordGate>
  )
}

function InvoiceView({ invoice }: { invoice: SupplierInvoice }) {
  const { t } = useTranslation()
  const change = useChange<SupplierInvoice>('/supplier-invoices')
  const [asking, setAsking] = useState<'approve' | 'cancel' | null>(null)
  const may = (action: string) => invoice.actions.includes(action)
  const send = asking === 'approve' ? approveInvoice : cancelInvoice
  return (
    <>
      <PageHeader
        title={invoice.number}
        beside={<StoreState kind="invoice" state={invoice.state} />}
        actions={
          <>
            {may('cancel') && (
              <Button icon={<StopOutlined />} onClick={() => setAsking('cancel')}>
                {t('store.action.cancelInvoice')}
              </Button>
            )}
            {may('match') && (
              <Button icon={<SyncOutlined />} onClick={() => change(matchInvoice(invoice.id))}>
                {t('store.action.match')}
              </Button>
            )}
            {may('approve') && (
              <Button type="primary" icon={<CheckOutlined />} onClick={() => setAsking('approve')}>
                {t('store.action.approve')}
              </Button>
            )}
          </>
        }
      />
      <div className="record-columns">
        <div className="stack">
          <Lines invoice={invoice} />
          <Suspense fallback={null}>
            <AttachmentsPanel kind="supplier-invoices" id={invoice.id} />
          </Suspense>
          <Changes entity="supplier_invoice" id={invoice.id} />
        </div>
        <InvoiceFacts invoice={invoice} />
      </div>
      {asking && (
        <ReasonDialog
          danger={asking === 'cancel'}
          title={t(asking === 'approve' ? 'store.action.approve' : 'store.action.cancelInvoice')}
          ok={t(asking === 'approve' ? 'store.action.approve' : 'store.action.cancelInvoice')}
          onReason={(reason) => change(send(invoice.id, reason))}
          onClose={() => setAsking(null)}
        />
      )}
    </>
  )
}

function Lines({ invoice }: { invoice: SupplierInvoice }) {
  const { t } = useTranslation()
  return (
    <section className="panel">
      <div className="table-scroll">
        <table className="table still store-lines">
          <thead>
            <tr>
              <th scope="col">{t('inventory.article')}</th>
              <th scope="col" className="end">
                {t('store.billed')}
              </th>
              <th scope="col" className="end">
                {t('store.matched')}
              </th>
              <th scope="col" className="end">
                {t('purchasing.packCost')}
              </th>
              <th scope="col" className="end">
                {t('purchasing.lineCost')}
              </th>
              <th scope="col">{t('store.difference')}</th>
            </tr>
          </thead>
          <tbody>
            {invoice.lines.map((line) => (
              <LineRow key={line.id} line={line} currency={invoice.currency} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function LineRow({ line, currency }: { line: SupplierInvoiceLine; currency: string }) {
  const money = (amount: number | null) => amount !== null && <Money amount={amount} currency={currency} />
  return (
    <tr>
      <td>
        <bdi>{line.description}</bdi> {line.article_number && <span className="code">{line.article_number}</span>}
        {line.purchase && (
          <small>
            <Link to="/purchase-orders/$id" params={{ id: line.purchase.order_id }} className="code">
              {line.purchase.order_number}
            </Link>
          </small>
        )}
      </td>
      <td className="end">{line.purchase && <Quantity value={line.quantity} unit={line.unit} />}</td>
      <td className="end">{line.purchase && <Quantity value={line.matched} unit={line.unit} />}</td>
      <td className="end">{money(line.pack_cost)}</td>
      <td className="end">{money(line.line_cost)}</td>
      <td>
        <Difference line={line} currency={currency} />
      </td>
    </tr>
  )
}

function Difference({ line, currency }: { line: SupplierInvoiceLine; currency: string }) {
  const { t } = useTranslation()
  const { short, short_cost, price_difference_cost: price, agrees } = line
  return (
    <span className={agrees ? 'muted' : 'differs'}>
      {short > 0 && (
        <span>
          {t('store.notCome')} <Quantity value={short} unit={line.unit} />
          {short_cost !== null && (
            <>
              {' · '}
              <Money amount={short_cost} currency={currency} />
            </>
          )}
        </span>
      )}
      {price ? (
        <small className={agrees ? 'muted' : 'differs'}>
          {t('store.priceDiffers')} <Money amount={price} currency={currency} />
        </small>
      ) : null}
      {short === 0 && !price && '—'}
    </span>
  )
}

function InvoiceFacts({ invoice }: { invoice: SupplierInvoice }) {
  const { t } = useTranslation()
  const { approval, currency, due_on, total_cost, difference_cost } = invoice
  const facts = [
    {
      label: t('purchasing.supplier'),
      value: (
        <Link to="/suppliers/$id" params={{ id: invoice.supplier.id }}>
          <bdi>{invoice.supplier.name}</bdi>
        </Link>
      ),
    },
    { label: t('store.datedOn'), value: <Day day={invoice.dated_on} /> },
    { label: t('store.dueOn'), value: due_on && <Day day={due_on} /> },
    { label: t('purchasing.total'), value: total_cost !== null && <Money amount={total_cost} currency={currency} /> },
    {
      label: t('store.difference'),
      value: difference_cost ? <Money amount={difference_cost} currency={currency} /> : null,
    },
    { label: t('purchasing.createdBy'), value: <bdi>{invoice.created_by}</bdi> },
  ]
  return (
    <PaperFacts
      facts={facts}
      decided={approval && { ...approval, label: t('store.approvedBy') }}
      cancelReason={invoice.cancel_reason}
    />
  )
}
