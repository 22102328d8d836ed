import { useTranslation } from 'react-i18next'
import type { WorkOrder } from '@/api/types'
import { updateWorkOrder } from './commands'
import { EditableText } from './EditableText'
import type { Change } from './WorkOrderPage'

export function NotesPanel({ order, change }: { order: WorkOrder; change: Change }) {
  const { t } = useTranslation()
  const disabled = !order.actions.includes('update')
  const patch = (body: { concern?: string; notes?: string | null }) =>
    change((now) => updateWorkOrder(order.id, (now ?? order).version, body))
  return (
    <section className="panel panel-body stack">
      <div className="field">
        {t('workshop.concern')}
        <EditableText
          label={t('workshop.concern')}
          value={order.concern}
          disabled={disabled}
          onCommit={(concern) => concern && patch({ concern })}
        />
      </div>
      {order.notes && (
        <div className="field">
          {t('workshop.notes')}
          <EditableText
            label={t('workshop.notes')}
            value={order.notes ?? ''}
            disabled={disabled}
            onCommit={(notes) => patch({ notes: notes || null })}
          />
        </div>
      )}
    </section>
  )
}
