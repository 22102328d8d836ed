import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WorkOrder } from '@/api/types'
import { allowCredit } from '../commands'
import { useChangeOrder } from '../queries'
import { ReasonDialog } from '../ReasonDialog'
import { GateFaults } from './GateFaults'
import { useGate } from './gate'

const BEFORE = ['estimate', 'approved']
const DURING = ['in_progress', 'on_hold', 'quality_check']
const AT_START = ['deposit', 'credit_used', 'credit_hold', 'po_number']

/** What stands between the order and the beginning of its work, and later between the work and its invoice; nothing when nothing does. */
export function GatePanel({ order }: { order: WorkOrder }) {
  const { t } = useTranslation()
  const all = useGate(order.id).data?.faults ?? []
  const isAhead = BEFORE.includes(order.state)
  const faults = isAhead ? all.filter(({ rule }) => AT_START.includes(rule)) : all
  const allowed = isAhead ? order.credit_allowed : null
  if ((faults.length === 0 && !allowed) || !(isAhead || DURING.includes(order.state))) return null
  const title = t(isAhead ? 'workshop.gate.ahead' : 'workshop.gate.title')
  const isHeld = faults.some(({ rule }) => rule.startsWith('credit_'))
  return (
    <section className="panel" aria-label={title}>
      <header className="panel-head">
        <h2 className="panel-title grow">{title}</h2>
        {faults.length > 0 && <span className="muted">{faults.length}</span>}
      </header>
      <div className="panel-body stack">
        {faults.length > 0 && <GateFaults faults={faults} />}
        {allowed && (
          <span>
            {t('workshop.gate.allowed')} · <bdi>« {allowed.reason} »</bdi>{' '}
            <span className="muted">
              <bdi>{allowed.by}</bdi>
            </span>
          </span>
        )}
        {isHeld && order.actions.includes('allow_credit') && <Allow order={order} />}
      </div>
    </section>
  )
}

/** One order goes on whatever is owed: who may hold customers says why. */
function Allow({ order }: { order: WorkOrder }) {
  const { t } = useTranslation()
  const change = useChangeOrder(order.id)
  const [asking, setAsking] = useState(false)
  return (
    <div>
      <Button onClick={() => setAsking(true)}>{t('workshop.gate.allow')}</Button>
      {asking && (
        <ReasonDialog
          title={t('workshop.gate.allow')}
          ok={t('workshop.gate.allow')}
          onReason={(reason) => change.mutateAsync(() => allowCredit(order.id, reason))}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  )
}
