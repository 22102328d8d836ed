import { LinkOutlined, MailOutlined } from '@ant-design/icons'
import { Alert, App, Button, Checkbox, InputNumber, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AskForDeposit, EstimateSettings, OrderEstimates, WorkOrder } from '@/api/types'
import { DepositChoice } from '@/features/billing/DepositChoice'
import { Given } from '@/features/inspections/ShareDialog'
import { CopyField } from '@/ui/CopyField'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { linkEstimate, revokeLink, sendEstimate, setSettings } from './commands'
import { useFollow } from './queries'

interface Props {
  order: WorkOrder
  estimates: OrderEstimates
  onClose: () => void
}

/** Sends what is proposed as the next version, by a message or by a link to hand over; and the links there are. */
export function SendDialog({ order, estimates, onClose }: Props) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const follow = useFollow()
  const [days, setDays] = useState(estimates.settings.valid_days)
  const [deposit, setDeposit] = useState(() => depositOf(order, estimates))
  const [address, setAddress] = useState<string | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const run = async (command: () => Promise<unknown>) => {
    setBusy(true)
    setError(null)
    await command().catch(setError)
    await follow()
    setBusy(false)
  }
  // A caller has nothing to pay yet.
  const asksAhead = !order.quote || order.quote.converted_at !== null
  const said = asksAhead ? { deposit } : {}
  const mail = () =>
    run(async () => {
      await sendEstimate(order.id, { by_message: true, valid_days: days, ...said })
      message.success(t('estimates.sent'))
      onClose()
    })
  const link = (fresh: boolean) =>
    run(async () => {
      if (fresh) await sendEstimate(order.id, { by_message: false, valid_days: days, ...said })
      const { path } = await linkEstimate(order.id)
      setAddress(`${window.location.origin}${path}`)
    })
  const configure = (part: Partial<EstimateSettings>) =>
    run(() => setSettings(order.site_id, { ...estimates.settings, ...part }))
  const may = (action: string) => estimates.actions.includes(action)
  return (
    <Modal open title={t('estimates.sendTitle')} width={560} onCancel={onClose} footer={null}>
      <div className="stack">
        {may('send') && !address && (
          <>
            <p className="muted">{t('estimates.sendText')}</p>
            <label className="field" htmlFor="valid-days">
              {t('estimates.validDays')}
              <InputNumber
                id="valid-days"
                min={1}
                max={365}
                precision={0}
                value={days}
                onChange={(value) => setDays(value ?? 1)}
              />
            </label>
            {asksAhead && (
              <div className="field">
                {t('deposits.one')}
                <DepositChoice value={deposit} currency={order.totals.currency} onChange={setDeposit} />
              </div>
            )}
            {may('configure') && (
              <div className="row wrap">
                <Checkbox
                  checked={estimates.settings.signature_required}
                  disabled={busy}
                  onChange={({ target }) => configure({ signature_required: target.checked })}
                >
                  {t('estimates.signatureRequired')}
                </Checkbox>
                {days !== estimates.settings.valid_days && (
                  <Button size="small" loading={busy} onClick={() => configure({ valid_days: days })}>
                    {t('estimates.keepDays')}
                  </Button>
                )}
              </div>
            )}
            <div className="row wrap">
              {order.customer.id && (
                <Button type="primary" icon={<MailOutlined />} loading={busy} onClick={mail}>
                  {t('estimates.byMail')}
                </Button>
              )}
              <Button icon={<LinkOutlined />} loading={busy} onClick={() => link(true)}>
                {t('estimates.byLink')}
              </Button>
            </div>
          </>
        )}
        {may('link') && !address && (
          <Button loading={busy} onClick={() => link(false)}>
            {t('estimates.anotherLink')}
          </Button>
        )}
        <ProblemAlert error={error} />
        {address && (
          <>
            <Alert type="warning" showIcon title={t('estimates.linkText')} />
            <CopyField text={address} label={t('estimates.link')} />
          </>
        )}
        <ul className="plain-list stack">
          {estimates.links.map((one) => (
            <Given key={one.id} link={one} onRevoke={() => run(() => revokeLink(order.id, one.id))} />
          ))}
        </ul>
      </div>
    </Modal>
  )
}

/** What the order asks for ahead; of its first estimate, what the site's ask by themselves. */
function depositOf({ deposit, totals }: WorkOrder, { items, settings }: OrderEstimates): AskForDeposit {
  if (deposit) return deposit.share === null ? { amount: deposit.amount } : { share: deposit.share }
  const usual = settings.deposit
  if (!usual || items.length > 0 || totals.total < (usual.from ?? 0)) return {}
  return typeof usual.share === 'number' ? { share: usual.share } : { amount: usual.amount ?? null }
}
