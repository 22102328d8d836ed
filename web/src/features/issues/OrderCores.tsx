import { App, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { errorText } from '@/api/problem'
import type { DecideCore, LineCore, WorkOrder } from '@/api/types'
import { useMay } from '@/app/permission'
import { useChangeOrder } from '@/features/workshop/queries'
import { Money } from '@/ui/Money'
import { ScanField } from '@/ui/ScanField'
import { Tag, type Tone } from '@/ui/StatusTag'
import { decideCore } from './commands'

const TONES: Record<LineCore['state'], Tone> = { expected: 'amber', in_hand: 'green', kept: 'grey' }

/** The old parts of an order that are worth a deposit: taken in, scanned or tapped, or kept by the customer. */
export function OrderCores({ order }: { order: WorkOrder }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const mayDecide = useMay('stock.issue') && !['estimate', 'cancelled'].includes(order.state)
  const { mutateAsync } = useChangeOrder(order.id)
  const jobs = order.jobs.filter(({ authorisation }) => ['approved', 'reapproval_needed'].includes(authorisation.state))
  const lines = jobs.flatMap((job) => job.lines).filter(({ core }) => core)
  if (lines.length === 0) return null
  const decide = (body: DecideCore) =>
    mutateAsync(() => decideCore(order.id, body)).then(
      () => true,
      (error: unknown) => {
        message.error(errorText(error))
        return false
      },
    )
  const owed = order.core_owed ?? 0
  const isAwaited = lines.some(({ core }) => core && core.state !== 'in_hand')
  return (
    <section className="panel panel-body stack" aria-label={t('core.title')}>
      <h2 className="panel-title">{t('core.title')}</h2>
      {owed > 0 && (
        <p>
          {t('core.owed')} <Money amount={owed} currency={order.totals.currency} />
        </p>
      )}
      {mayDecide && isAwaited && (
        <ScanField label={t('core.scan')} onCode={(code) => decide({ code, decision: 'in_hand' })} />
      )}
      <ul className="order-parts">
        {lines.map(({ id, description, core }) => (
          <li key={id}>
            <span className="grow">
              <bdi>{description}</bdi>
              <br />
              {core && (
                <small className="muted">
                  <Tag tone={TONES[core.state]}>{t(`core.state.${core.state}`)}</Tag>{' '}
                  <Money amount={core.charge} currency={order.totals.currency} />
                </small>
              )}
            </span>
            {mayDecide && core?.state === 'expected' && (
              <Button onClick={() => decide({ line_id: id, decision: 'kept' })}>{t('core.keeps')}</Button>
            )}
            {mayDecide && core && core.state !== 'in_hand' && (
              <Button
                type="primary"
                aria-label={t('core.takeInOf', { name: description })}
                onClick={() => decide({ line_id: id, decision: 'in_hand' })}
              >
                {t('core.takeIn')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
