import { DeleteOutlined, PlusOutlined, SendOutlined, StopOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newKey } from '@/api/repeat'
import type { SupplierReturn } from '@/api/types'
import { Changes } from '@/features/audit/Changes'
import { ReasonDialog } from '@/features/workshop/ReasonDialog'
import { Money } from '@/ui/Money'
import { PageHeader } from '@/ui/PageHeader'
import { Quantity } from '@/ui/Quantity'
import { RecordGate } from '@/ui/RecordGate'
import { Day, Time } from '@/ui/Time'
import { useKeepRecord, useRecord } from '@/ui/useRecord'
import { CreditForm } from './CreditForm'
import { cancelReturn, creditReturn, removeReturnLine, settleReturn, shipReturn } from './commands'
import { PaperFacts } from './PaperFacts'
import { ReturnLineForm } from './ReturnLineForm'
import { StoreState } from './states'
import { useChange } from './useChange'

export function ReturnPage({ id }: { id: string }) {
  return (
    <RecordGate query={useRecord<SupplierReturn>('/supplier-returns', id)}>
      {(back) => <ReturnView back={back} />}
    </RecordGate>
  )
}

/** What is still open is offered. */
function ReturnCredit({ back, onClose }: { back: SupplierReturn; onClose: () => void }) {
  const { t } = useTranslation()
  const keep = useKeepRecord<SupplierReturn>('/supplier-returns')
  const [key] = useState(newKey)
  return (
    <CreditForm
      title={t('store.action.credit')}
      currency={back.currency}
      open={back.open_cost}
      onSave={async (note) => keep(await creditReturn(back.id, note, key))}
      onClose={onClose}
    />
  )
}

function ReturnView({ back }: { back: SupplierReturn }) {
  const { t } = useTranslation()
  const change = useChange<SupplierReturn>('/supplier-returns')
  const [opened, setOpened] = useState<'credit' | 'settle' | 'cancel' | null>(null)
  const button = (action: string, label: string, icon: ReactNode, go: () => unknown, primary = false) =>
    back.actions.includes(action) && (
      <Button key={action} icon={icon} type={primary ? 'primary' : 'default'} onClick={go}>
        {label}
      </Button>
    )
  const close = () => setOpened(null)
  return (
    <>
      <PageHeader
        title={back.number}
        beside={<StoreState kind="return" state={back.state} />}
        actions={
          <>
            {button('cancel', t('store.action.cancelReturn'), <StopOutlined />, () => setOpened('cancel'))}
            {button('settle', t('store.action.settle'), <StopOutlined />, () => setOpened('settle'))}
            {button('ship', t('store.action.ship'), <SendOutlined />, () => change(shipReturn(back.id)), true)}
            {button('credit', t('store.action.credit'), <PlusOutlined />, () => setOpened('credit'), true)}
          </>
        }
      />
      <div className="record-columns">
        <div className="stack">
          <Lines back={back} change={change} />
          <Credits back={back} />
          <Changes entity="supplier_return" id={back.id} />
        </div>
        <ReturnFacts back={back} />
      </div>
      {opened === 'credit' && <ReturnCredit back={back} onClose={close} />}
      {(opened === 'settle' || opened === 'cancel') && (
        <ReasonDialog
          danger={opened === 'cancel'}
          title={t(opened === 'settle' ? 'store.action.settle' : 'store.action.cancelReturn')}
          ok={t(opened === 'settle' ? 'store.action.settle' : 'store.action.cancelReturn')}
          onReason={(reason) => change((opened === 'settle' ? settleReturn : cancelReturn)(back.id, reason))}
          onClose={close}
        />
      )}
    </>
  )
}

function Lines({
  back,
  change,
}: {
  back: SupplierReturn
  change: (request: Promise<SupplierReturn>) => Promise<boolean>
}) {
  const { t } = useTranslation()
  const open = back.actions.includes('add_line')
  const money = (amount: number | null) => amount !== null && <Money amount={amount} currency={back.currency} />
  return (
    <section className="panel">
      <div className="table-scroll">
        <table className="table still store-lines">
          <thead>
            <tr>
              <th scope="col">{t('inventory.article')}</th>
              <th scope="col">{t('store.why')}</th>
              <th scope="col" className="end">
                {t('inventory.quantity')}
              </th>
              <th scope="col" className="end">
                {t('store.creditUnit')}
              </th>
              <th scope="col" className="end">
                {t('purchasing.lineCost')}
              </th>
              <th scope="col">
                <span className="visually-hidden">{t('common.remove')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {back.lines.map((line) => (
              <tr key={line.id}>
                <td>
                  <Link to="/products/$id" params={{ id: line.product_id }}>
                    <bdi>{line.description}</bdi>
                  </Link>{' '}
                  <span className="code">{line.sku}</span>
                </td>
                <td>{t(`store.reason.${line.reason}`)}</td>
                <td className="end">
                  <Quantity value={line.quantity} unit={line.unit} />
                </td>
                <td className="end">{money(line.unit_cost)}</td>
                <td className="end">{money(line.line_cost)}</td>
                <td className="end">
                  {open && (
                    <Button
                      type="text"
                      icon={<DeleteOutlined />}
                      aria-label={t('inventory.removeLine', { name: line.description })}
                      onClick={() => change(removeReturnLine(back.id, line.id))}
                    />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {back.lines.length === 0 && <p className="panel-body muted">{t('purchasing.noLines')}</p>}
      {open && <ReturnLineForm back={back} />}
    </section>
  )
}

function Credits({ back }: { back: SupplierReturn }) {
  const { t } = useTranslation()
  if (back.state === 'draft' || back.state === 'cancelled') return null
  return (
    <section className="panel">
      <header className="panel-head">
        <h2 className="panel-title">{t('store.creditNotes')}</h2>
      </header>
      {back.credits.length === 0 && <p className="panel-body muted">{t('store.noCredits')}</p>}
      <ul className="stock-sites">
        {back.credits.map((credit) => (
          <li key={credit.id} className="stock-site">
            <span>
              <span className="code">{credit.number}</span> · <Day day={credit.dated_on} />
              <br />
              <small>
                <bdi>{credit.by}</bdi>
              </small>
            </span>
            {credit.credit_cost !== null && <Money amount={credit.credit_cost} currency={back.currency} />}
          </li>
        ))}
      </ul>
    </section>
  )
}

function ReturnFacts({ back }: { back: SupplierReturn }) {
  const { t } = useTranslation()
  const money = (amount: number | null) => amount !== null && <Money amount={amount} currency={back.currency} />
  const facts = [
    {
      label: t('purchasing.supplier'),
      value: (
        <Link to="/suppliers/$id" params={{ id: back.supplier.id }}>
          <bdi>{back.supplier.name}</bdi>
        </Link>
      ),
    },
    { label: t('store.shippedAt'), value: back.shipped_at && <Time at={back.shipped_at} /> },
    { label: t('store.expectedCredit'), value: money(back.expected_cost) },
    { label: t('store.credited'), value: money(back.credited_cost) },
    { label: t('store.openCredit'), value: money(back.open_cost) },
    { label: t('purchasing.createdBy'), value: <bdi>{back.created_by}</bdi> },
    { label: t('purchasing.notes'), value: back.notes && <bdi>{back.notes}</bdi> },
  ]
  return (
    <PaperFacts
      facts={facts}
      decided={back.settled && { ...back.settled, label: t('store.settledBy') }}
      cancelReason={back.cancel_reason}
    />
  )
}
