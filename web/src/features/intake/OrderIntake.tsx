import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WorkOrder } from '@/api/types'
import { Tag } from '@/ui/StatusTag'
import { Age } from '@/ui/Time'
import { useIntakes } from './queries'

const IntakeDrawer = lazy(async () => ({ default: (await import('./IntakeDrawer')).IntakeDrawer }))

/** How the vehicle came in: in short, and the sheet when it is asked for. */
export function OrderIntake({ order }: { order: WorkOrder }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const intakes = useIntakes(order.id).data
  const sheet = intakes?.items[0]
  if (!intakes || (!sheet && !intakes.actions.includes('begin'))) return null
  const text = !sheet ? 'intake.begin' : sheet.signed_at ? 'intake.open' : 'intake.continue'
  return (
    <section className="panel" aria-label={t('intake.title')}>
      <header className="panel-head">
        <h2 className="panel-title grow">{t('intake.title')}</h2>
        <Button onClick={() => setOpen(true)}>{t(text)}</Button>
      </header>
      {sheet && (
        <div className="panel-body row wrap">
          {sheet.signed_at ? (
            <>
              <Tag tone="green">{t('intake.signed')}</Tag>
              <span className="muted small">
                <bdi>{sheet.signed_by}</bdi> · <Age at={sheet.signed_at} />
              </span>
            </>
          ) : (
            <Tag tone="amber">{t('intake.notSigned')}</Tag>
          )}
          <span className="muted small">{t('intake.damageCount', { count: sheet.content.damages.length })}</span>
        </div>
      )}
      <Suspense>{open && <IntakeDrawer order={order} intakes={intakes} onClose={() => setOpen(false)} />}</Suspense>
    </section>
  )
}
