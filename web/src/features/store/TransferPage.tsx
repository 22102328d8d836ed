import { DownloadOutlined, QuestionCircleOutlined, SendOutlined, StopOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Transfer } from '@/api/types'
import { Changes } from '@/features/audit/Changes'
import { ReasonDialog } from '@/features/workshop/ReasonDialog'
import { Money } from '@/ui/Money'
import { PageHeader } from '@/ui/PageHeader'
import { Quantity } from '@/ui/Quantity'
import { RecordGate } from '@/ui/RecordGate'
import { Time } from '@/ui/Time'
import { useRecord } from '@/ui/useRecord'
import { cancelTransfer } from './commands'
import { ExplainForm } from './ExplainForm'
import { PaperFacts } from './PaperFacts'
import { StoreState } from './states'
import { TransferPartsForm } from './TransferPartsForm'
import { useChange } from './useChange'

export function TransferPage({ id }: { id: string }) {
  return (
    <RecordGate query={useRecord<Transfer>('/transfers', id)}>
      {(transfer) => <TransferView transfer={transfer} />}
    </RecordGate>
  )
}

function TransferView({ transfer }: { transfer: Transfer }) {
  const { t } = useTranslation()
  const change = useChange<Transfer>('/transfers')
  const [opened, setOpened] = useState<'ship' | 'receive' | 'explain' | 'cancel' | null>(null)
  const button = (action: 'ship' | 'receive' | 'explain' | 'cancel', label: string, icon: ReactNode, primary = true) =>
    transfer.actions.includes(action) && (
      <Button key={action} icon={icon} type={primary ? 'primary' : 'default'} onClick={() => setOpened(action)}>
        {label}
      </Button>
    )
  const close = () => setOpened(null)
  return (
    <>
      <PageHeader
        title={transfer.number}
        beside={<StoreState kind="transfer" state={transfer.state} />}
        actions={
          <>
            {button('cancel', t('store.action.cancelTransfer'), <StopOutlined />, false)}
            {button('ship', t('store.action.ship'), <SendOutlined />)}
            {button(
              'receive',
              t('store.action.receiveTransfer'),
              <DownloadOutlined />,
              !transfer.actions.includes('explain'),
            )}
            {button('explain', t('store.action.explain'), <QuestionCircleOutlined />)}
          </>
        }
      />
      <div className="record-columns">
        <div className="stack">
          <Lines transfer={transfer} />
          <History transfer={transfer} />
          <Changes entity="transfer" id={transfer.id} />
        </div>
        <TransferFacts transfer={transfer} />
      </div>
      {(opened === 'ship' || opened === 'receive') && (
        <TransferPartsForm transfer={transfer} step={opened} onClose={close} />
      )}
      {opened === 'explain' && <ExplainForm transfer={transfer} onClose={close} />}
      {opened === 'cancel' && (
        <ReasonDialog
          danger
          title={t('store.action.cancelTransfer')}
          ok={t('store.action.cancelTransfer')}
          onReason={(reason) => change(cancelTransfer(transfer.id, reason))}
          onClose={close}
        />
      )}
    </>
  )
}

function Lines({ transfer }: { transfer: Transfer }) {
  const { t } = useTranslation()
  const end = (label: string) => (
    <th scope="col" className="end">
      {label}
    </th>
  )
  return (
    <section className="panel">
      <div className="table-scroll">
        <table className="table still store-lines">
          <thead>
            <tr>
              <th scope="col">{t('inventory.article')}</th>
              {end(t('store.requested'))}
              {end(t('store.shipped'))}
              {end(t('purchasing.received'))}
              {end(t('store.open'))}
              {end(t('inventory.unitCost'))}
            </tr>
          </thead>
          <tbody>
            {transfer.lines.map((line) => (
              <tr key={line.id}>
                <td>
                  <Link to="/products/$id" params={{ id: line.product_id }}>
                    <bdi>{line.description}</bdi>
                  </Link>{' '}
                  <span className="code">{line.sku}</span>
                </td>
                <td className="end">
                  <Quantity value={line.requested} unit={line.unit} />
                </td>
                <td className="end">
                  <Quantity value={line.shipped} />
                </td>
                <td className="end">
                  <Quantity value={line.received} />
                </td>
                <td className={line.open > 0 && transfer.state === 'differs' ? 'end differs' : 'end'}>
                  <Quantity value={line.open} />
                </td>
                <td className="end">
                  {line.unit_cost !== null && <Money amount={line.unit_cost} currency={transfer.currency} />}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function History({ transfer }: { transfer: Transfer }) {
  const { t } = useTranslation()
  if (transfer.entries.length === 0) return null
  const name = (id: string) => transfer.lines.find((line) => line.id === id)?.description ?? ''
  return (
    <section className="panel">
      <header className="panel-head">
        <h2 className="panel-title">{t('store.history')}</h2>
      </header>
      <ul className="stock-sites">
        {transfer.entries.map((entry) => (
          <li key={`${entry.line_id} ${entry.step} ${entry.at}`} className="stock-site">
            <span>
              {t(`store.step.${entry.step}`)} · <bdi>{name(entry.line_id)}</bdi> × <Quantity value={entry.quantity} />
              {entry.reason && (
                <>
                  <br />
                  <small>
                    <bdi>{entry.reason}</bdi>
                  </small>
                </>
              )}
            </span>
            <small>
              <Time at={entry.at} /> · <bdi>{entry.by}</bdi>
            </small>
          </li>
        ))}
      </ul>
    </section>
  )
}

function TransferFacts({ transfer }: { transfer: Transfer }) {
  const { t } = useTranslation()
  const { open_cost, currency } = transfer
  const facts = [
    { label: t('store.from'), value: <bdi>{transfer.from.name}</bdi> },
    { label: t('store.to'), value: <bdi>{transfer.to.name}</bdi> },
    { label: t('store.shippedAt'), value: transfer.shipped_at && <Time at={transfer.shipped_at} /> },
    { label: t('store.inTransit'), value: open_cost ? <Money amount={open_cost} currency={currency} /> : null },
    { label: t('purchasing.createdBy'), value: <bdi>{transfer.created_by}</bdi> },
    { label: t('purchasing.notes'), value: transfer.notes && <bdi>{transfer.notes}</bdi> },
  ]
  return <PaperFacts facts={facts} cancelReason={transfer.cancel_reason} />
}
