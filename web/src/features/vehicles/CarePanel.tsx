import { EditOutlined } from '@ant-design/icons'
import { Button, Skeleton } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CareItem, Vehicle, VehicleCare } from '@/api/types'
import { useMayAnywhere } from '@/app/may'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { Day } from '@/ui/Time'
import { useLanguage } from '@/ui/useLanguage'
import { CareDialog } from './CareDialog'
import { inOrder, titleOf, useCare } from './care'
import { Distance } from './Distance'
import { DueTag } from './DueTag'
import { ReadingsChart } from './ReadingsChart'
import { useReasons } from './useReasons'

const VehicleReminders = lazy(async () => ({
  default: (await import('@/features/notifications/reminders/VehicleReminders')).VehicleReminders,
}))

/** What is to be done to the vehicle next, and why then. */
export function CarePanel({ vehicle }: { vehicle: Vehicle }) {
  const { t } = useTranslation()
  const care = useCare(vehicle.id, vehicle.version)
  const mayRead = useMayAnywhere('message.read')
  return (
    <section className="panel">
      <header className="panel-head">
        <h2 className="panel-title">{t('vehicles.care.title')}</h2>
      </header>
      <div className="panel-body">
        {care.error && <ProblemAlert error={care.error} onRetry={() => care.refetch()} />}
        {care.isPending && <Skeleton active paragraph={{ rows: 3 }} />}
        {care.data && <Care care={care.data} vehicle={vehicle} />}
        {mayRead && (
          <Suspense fallback={null}>
            <VehicleReminders vehicle={vehicle.id} />
          </Suspense>
        )}
      </div>
    </section>
  )
}

function Care({ care, vehicle }: { care: VehicleCare; vehicle: Vehicle }) {
  const [edited, setEdited] = useState<CareItem | null>(null)
  const { pace, item: reason } = useReasons(care)
  const items = inOrder(care.items)
  const next = items[0]?.due_on ? items[0] : null
  const reached = items.find(({ by }) => by === 'distance')
  const due = reached?.due_on && reached.due_at !== null ? { on: reached.due_on, at: reached.due_at } : null
  return (
    <div className="stack">
      {next && <Next item={next} pace={pace()} reason={reason(next)} />}
      <ReadingsChart care={care} due={due} />
      <ul className="care-items">
        {items.map((item) => (
          <Row
            key={item.key}
            item={item}
            unit={care.unit}
            reason={reason(item)}
            onEdit={vehicle.actions.includes('update') ? () => setEdited(item) : undefined}
          />
        ))}
      </ul>
      {edited && <CareDialog vehicle={vehicle} item={edited} onClose={() => setEdited(null)} />}
    </div>
  )
}

function Next({ item, pace, reason }: { item: CareItem; pace: string; reason: string }) {
  const { t } = useTranslation()
  const language = useLanguage()
  return (
    <div className="next-service" data-testid="next-service">
      <div className="row wrap">
        <strong className="figure">{titleOf(item, language)}</strong>
        {item.due_on && item.state && <DueTag on={item.due_on} state={item.state} />}
      </div>
      <p className="muted">
        {item.by === 'distance' && `${pace} ${t('vehicles.care.so')} `}
        {reason}
      </p>
    </div>
  )
}

interface RowProps {
  item: CareItem
  unit: VehicleCare['unit']
  reason: string
  onEdit?: () => void
}

function Row({ item, unit, reason, onEdit }: RowProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { due_on, due_at, state, done_on, done_at, is_off, is_assumed } = item
  return (
    <li className="care-item">
      <div className="grow">
        <div className="row wrap">
          <strong className={is_off ? 'muted' : undefined}>{titleOf(item, language)}</strong>
          {due_on && state && <DueTag on={due_on} state={state} />}
          {due_at !== null && !is_off && <Distance kept={due_at} unit={unit} />}
          {is_off && <span className="muted">{t('vehicles.care.off')}</span>}
        </div>
        {!is_off && <p className="muted small">{reason}</p>}
        {done_on && !is_assumed && (
          <p className="muted small">
            {t('vehicles.care.lastDone')} <Day day={done_on} />
            {done_at !== null && (
              <>
                {' · '}
                <Distance kept={done_at} unit={unit} />
              </>
            )}
          </p>
        )}
      </div>
      {onEdit && (
        <Button
          type="text"
          icon={<EditOutlined />}
          aria-label={`${t('common.edit')}: ${titleOf(item, language)}`}
          onClick={onEdit}
        />
      )}
    </li>
  )
}
