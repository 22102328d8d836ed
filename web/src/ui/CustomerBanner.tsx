import { ClockCircleOutlined, StopOutlined, WalletOutlined, WarningOutlined } from '@ant-design/icons'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Customer, Id } from '@/api/types'
import { CustomerTags } from './CustomerTags'
import { Money } from './Money'
import type { Tone } from './StatusTag'
import { Age } from './Time'
import { useRecord } from './useRecord'
import './customer-banner.css'

/** What to know before taking a customer's vehicle or money: hold, balance due, missed appointments, tags. Nothing when there is nothing to say. */
export function CustomerBanner({ id }: { id: Id }) {
  const { t } = useTranslation()
  const customer = useRecord<Customer>('/customers', id).data
  if (!customer) return null
  const { hold, balances, credit_limit, credit_used, over_limit, no_shows, tags } = customer
  const due = balances.filter(({ amount }) => amount > 0)
  const credit = balances.filter(({ amount }) => amount < 0)
  if (!hold && due.length + credit.length === 0 && no_shows === 0 && tags.length === 0) return null
  return (
    <section className="customer-banner" aria-label={t('customers.banner.label')}>
      {hold && (
        <Note tone="red" icon={<StopOutlined />}>
          <strong>{t('customers.banner.hold')}</strong> <bdi>{hold.reason}</bdi>{' '}
          <span className="by">
            <bdi>{hold.by}</bdi> · <Age at={hold.since} />
          </span>
        </Note>
      )}
      {due.map(({ amount, currency }) => (
        <Note key={currency} tone="amber" icon={<WalletOutlined />}>
          <strong>{t('customers.banner.due')}</strong> <Money amount={amount} currency={currency} />
        </Note>
      ))}
      {credit.map(({ amount, currency }) => (
        <Note key={currency} tone="green" icon={<WalletOutlined />}>
          <strong>{t('customers.banner.credit')}</strong> <Money amount={-amount} currency={currency} />
        </Note>
      ))}
      {over_limit && credit_limit && (
        <Note tone="red" icon={<WarningOutlined />}>
          <strong>{t('customers.banner.overLimit')}</strong>{' '}
          <Money amount={credit_used ?? 0} currency={credit_limit.currency} /> /{' '}
          <Money amount={credit_limit.amount} currency={credit_limit.currency} />
        </Note>
      )}
      {no_shows > 0 && (
        <Note tone="amber" icon={<ClockCircleOutlined />}>
          {t('customers.banner.noShows', { count: no_shows })}
        </Note>
      )}
      {tags.length > 0 && (
        <span className="customer-tags">
          <CustomerTags ids={tags} />
        </span>
      )}
    </section>
  )
}

function Note({ tone, icon, children }: { tone: Tone; icon: ReactNode; children: ReactNode }) {
  return (
    <span className={`customer-note tone-${tone}`}>
      {icon}
      <span>{children}</span>
    </span>
  )
}
