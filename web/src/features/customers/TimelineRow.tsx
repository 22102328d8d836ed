import {
  CalendarOutlined,
  CarOutlined,
  CheckOutlined,
  FileTextOutlined,
  MailOutlined,
  MergeOutlined,
  MessageOutlined,
  WalletOutlined,
} from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { App, Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { errorText } from '@/api/problem'
import type { Consent, Customer, TimelineEntry } from '@/api/types'
import { Money } from '@/ui/Money'
import { Time } from '@/ui/Time'
import { strikeEntry } from './commands'
import { useCustomersChanged } from './queries'

const ICONS: Record<TimelineEntry['kind'], ReactNode> = {
  visit: <CarOutlined />,
  invoice: <FileTextOutlined />,
  payment: <WalletOutlined />,
  appointment: <CalendarOutlined />,
  message: <MailOutlined />,
  consent: <CheckOutlined />,
  merge: <MergeOutlined />,
  note: <MessageOutlined />,
}

interface Props {
  customer: Customer
  entry: TimelineEntry
}

export function TimelineRow({ customer, entry }: Props) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const changed = useCustomersChanged()
  const strike = async () => {
    await strikeEntry(customer.id, entry.id).catch((error: unknown) => message.error(errorText(error)))
    changed()
  }
  return (
    <li className={entry.struck_at ? 'struck' : undefined}>
      <span className="timeline-icon" aria-hidden>
        {ICONS[entry.kind]}
      </span>
      <div className="grow">
        <div className="row wrap">
          <strong>{t(`customers.timeline.${entry.kind}.${entry.action}`)}</strong>
          <Label entry={entry} />
          {entry.due_at && (
            <span className="muted">
              {t('customers.timeline.for')} <Time at={entry.due_at} />
            </span>
          )}
        </div>
        {entry.text && (
          <p dir="auto" className="timeline-text">
            {entry.struck_at ? <s>{entry.text}</s> : entry.text}
          </p>
        )}
        <span className="muted">
          <Time at={entry.at} /> · <bdi>{entry.by}</bdi>
          {entry.struck_at && (
            <>
              {' · '}
              {t('customers.timeline.struck')} <bdi>{entry.struck_by}</bdi>
            </>
          )}
        </span>
      </div>
      {entry.amount !== null && entry.currency && (
        <strong>
          <Money amount={entry.amount} currency={entry.currency} />
        </strong>
      )}
      {entry.actions.includes('strike') && (
        <Button size="small" type="text" onClick={strike}>
          {t('customers.timeline.strike')}
        </Button>
      )}
    </li>
  )
}

/** The number of what it is about, as a link where there is a page of it. */
function Label({ entry: { kind, label, record_id: id } }: { entry: TimelineEntry }) {
  const { t } = useTranslation()
  if (!label) return null
  const text = <bdi>{label}</bdi>
  if (kind === 'consent') {
    const [channel, purpose] = label.split('.') as [Consent['channel'], Consent['purpose']]
    return (
      <span>
        {t(`customers.consents.channel.${channel}`)} · {t(`customers.consents.purpose.${purpose}`)}
      </span>
    )
  }
  if (!id) return text
  switch (kind) {
    case 'visit':
      return (
        <Link to="/work-orders/$id" params={{ id }}>
          {text}
        </Link>
      )
    case 'invoice':
    case 'payment':
      return (
        <Link to="/invoices/$id" params={{ id }}>
          {text}
        </Link>
      )
    case 'appointment':
      return (
        <Link to="/appointments/$id" params={{ id }}>
          {text}
        </Link>
      )
    case 'message':
      return (
        <Link to="/messages" search={{ open: id }}>
          {text}
        </Link>
      )
    default:
      return text
  }
}
