import { useQuery } from '@tanstack/react-query'
import { App, Button, InputNumber } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { errorText } from '@/api/problem'
import { newKey } from '@/api/repeat'
import type { CustomerLoyalty, Invoice } from '@/api/types'
import { takePayment } from '@/features/billing/commands'
import { useKeepInvoice } from '@/features/billing/useKeepInvoice'
import { formatMoney } from '@/ui/currency'
import { useLanguage } from '@/ui/useLanguage'
import { customerLoyalty, usePointsMoved } from './queries'
import './loyalty.css'

/** The customer's points pay the invoice, all that can or fewer; nothing where there are not enough. */
export function UsePoints({ invoice }: { invoice: Invoice }) {
  const { data } = useQuery(customerLoyalty(invoice.customer.id, invoice.site_id))
  if (!data || invoice.opening !== null || data.currency !== invoice.totals.currency) return null
  const most = Math.min(data.usable, Math.floor(invoice.due / data.worth))
  if (most <= 0 || most < data.least) return null
  return <Use key={most} invoice={invoice} loyalty={data} most={most} />
}

function Use({ invoice, loyalty, most }: { invoice: Invoice; loyalty: CustomerLoyalty; most: number }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { message } = App.useApp()
  const keep = useKeepInvoice()
  const moved = usePointsMoved()
  const [key, setKey] = useState(newKey)
  const [busy, setBusy] = useState(false)
  const [points, setPoints] = useState<number | null>(most)
  const count = points ?? 0
  const amount = count * loyalty.worth
  const money = formatMoney(amount, loyalty.currency, language)
  const use = async () => {
    setBusy(true)
    try {
      keep(await takePayment(invoice.id, { tender: 'points', amount }, key))
      message.success(t('loyalty.used', { count, amount: money }))
    } catch (refusal) {
      message.error(errorText(refusal))
      setKey(newKey())
    }
    await moved()
    setBusy(false)
  }
  return (
    <section className="panel-body stack use-points" aria-label={t('loyalty.title')}>
      <h3 className="panel-title">{t('loyalty.has', { count: loyalty.balance })}</h3>
      <div className="row wrap">
        <InputNumber
          aria-label={t('loyalty.useLabel')}
          min={Math.max(1, loyalty.least)}
          max={most}
          precision={0}
          value={points}
          onChange={setPoints}
        />
        <Button className="grow" loading={busy} disabled={count <= 0} onClick={use}>
          {t('loyalty.use', { count, amount: money })}
        </Button>
      </div>
    </section>
  )
}
