import { useTranslation } from 'react-i18next'
import type { WorkOrder } from '@/api/types'
import { GateFaults } from './GateFaults'
import { useGate } from './gate'

/** What stands between the work and its invoice; nothing when nothing does. */
export function GatePanel({ order }: { order: WorkOrder }) {
  const { t } = useTranslation()
  const faults = useGate(order.id).data?.faults ?? []
  if (faults.length === 0 || !['in_progress', 'on_hold', 'quality_check'].includes(order.state)) return null
  return (
    <section className="panel" aria-label={t('workshop.gate.title')}>
      <header className="panel-head">
        <h2 className="panel-title grow">{t('workshop.gate.title')}</h2>
        <span className="muted">{faults.length}</span>
      </header>
      <div className="panel-body">
        <GateFaults faults={faults} />
      </div>
    </section>
  )
}
