import { useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { errorText } from '@/api/problem'
import { newKey } from '@/api/repeat'
import type { Deposit, Invoice } from '@/api/types'
import { formatMoney } from '@/ui/currency'
import { Money } from '@/ui/Money'
import { useLanguage } from '@/ui/useLanguage'
import { applyDeposit } from './commands'
import { useOpenDeposits } from './useOpenDeposits'
import './billing.css'

/** What the customer has with the garage, deposits and money on account, pays the invoice with one press. */
export function UseCredit({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation()
  const query = useOpenDeposits(invoice.customer.id, invoice.site_id)
  const open = query.data?.items.filter(({ currency }) => currency === invoice.totals.currency) ?? []
  if (open.length === 0) return null
  return (
    <section className="panel-body stack" aria-label={t('receipt.credit')}>
      <h3 className="panel-title">{t('receipt.credit')}</h3>
      <ul className="payments flush">
        {open.map((deposit) => (
          <Credit key={deposit.id} deposit={deposit} invoice={invoice} />
        ))}
      </ul>
    </section>
  )
}

function Credit({ deposit, invoice }: { deposit: Deposit; invoice: Invoice }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { message } = App.useApp()
  const client = useQueryClient()
  const [key] = useState(newKey)
  const [busy, setBusy] = useState(false)
  const { id, number, open, currency, actions } = deposit
  const use = async () => {
    setBusy(true)
    try {
      const left = await applyDeposit(id, invoice.id, key)
      message.success(t('receipt.used', { number, left: formatMoney(left.open, currency, language) }))
    } catch (refusal) {
      message.error(errorText(refusal))
    }
    for (const stale of ['invoices', 'deposits', 'work-orders', 'receivables']) {
      await client.invalidateQueries({ queryKey: [stale] })
    }
    setBusy(false)
  }
  return (
    <li>
      <span className="grow">
        <strong className="code">{number}</strong> {t('deposits.open')} <Money amount={open} currency={currency} />
      </span>
      {actions.includes('apply') && (
        <Button size="small" loading={busy} onClick={use} aria-label={t('receipt.useOf', { number })}>
          {t('receipt.use')}
        </Button>
      )}
    </li>
  )
}
