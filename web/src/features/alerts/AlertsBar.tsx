import { CheckCircleOutlined, ExclamationCircleOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { BillingAlerts } from '@/api/types'
import { useListSite } from '@/app/site'
import { useAlerts } from './useAlerts'
import './alerts.css'

type Kind = Exclude<keyof BillingAlerts, 'on' | 'wrong'>

/** Where each is looked at, what is wrong first. */
const PLACES: [Kind, boolean, Record<string, string>][] = [
  ['e_invoices_overdue', true, { kind: 'einvoices', state: 'overdue' }],
  ['e_invoices_rejected', true, { kind: 'einvoices', state: 'rejected' }],
  ['cheques_bounced', true, { kind: 'cheques', state: 'bounced' }],
  ['cheques_due', false, { kind: 'cheques', due: 'tomorrow' }],
  ['letters_proposed', false, { kind: 'dunning' }],
]

/** What is overdue, refused or came back, and what is to be done today: each leads to its list. */
export function AlertsBar() {
  const { t } = useTranslation()
  const alerts = useAlerts(useListSite())
  const waiting = alerts ? PLACES.filter(([kind]) => alerts[kind] > 0) : []
  if (!alerts || waiting.length === 0) return null
  return (
    <nav className="alerts" aria-label={t('alerts.title')}>
      {waiting.map(([kind, wrong, search]) => (
        <Link key={kind} to="/invoices" search={search} className={wrong ? 'alert-link wrong' : 'alert-link'}>
          {wrong ? <ExclamationCircleOutlined /> : <CheckCircleOutlined />}
          {t(`alerts.${kind}`, { count: alerts[kind] })}
        </Link>
      ))}
    </nav>
  )
}
