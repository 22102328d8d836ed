import { App, Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { asProblem, errorText } from '@/api/problem'
import type { WorkOrder } from '@/api/types'
import { useUndo } from '@/ui/useUndo'
import { useUrlState } from '@/ui/useUrlState'
import { cancel, handOver, hold, reopen, restore, resume, start } from './commands'
import { DecisionDialog } from './DecisionDialog'
import { HoldDialog } from './HoldDialog'
import type { ChangeOrder } from './queries'
import { ReasonDialog } from './ReasonDialog'
import type { Change } from './WorkOrderPage'

const StartDialog = lazy(async () => ({ default: (await import('./StartDialog')).StartDialog }))
const CompleteDialog = lazy(async () => ({ default: (await import('./CompleteDialog')).CompleteDialog }))

type Dialog = 'authorise' | 'hold' | 'complete' | 'reopen' | 'cancel'
const ORDER = ['cancel', 'reopen', 'hold', 'restore', 'authorise', 'resume', 'start', 'complete', 'hand_over'] as const
type Action = (typeof ORDER)[number]

interface Props {
  order: WorkOrder
  change: Change
  mutation: ChangeOrder
}

/** The buttons the order allows now; the last one is what usually comes next. */
export function OrderActions({ order, change, mutation }: Props) {
  const { t } = useTranslation()
  const offerUndo = useUndo()
  const [url] = useUrlState()
  const [dialog, setDialog] = useState<Dialog | null>(null)
  const [refusal, setRefusal] = useState<unknown>(null)
  const { message } = App.useApp()
  const close = () => setDialog(null)
  const undecided = order.jobs.filter(({ actions }) => actions.includes('approve'))
  const possible = ORDER.filter(
    (name) => order.actions.includes(name) && (name !== 'authorise' || undecided.length > 0),
  )
  const run = (action: Action) => {
    if (action === 'start') begin()
    else if (action === 'resume') change(() => resume(order.id))
    else if (action === 'restore') change(() => restore(order.id))
    else if (action === 'hand_over') change(() => handOver(order.id))
    else setDialog(action)
  }
  /** A deposit that has not come may stand in the way: that is said with a place for the reason. */
  const begin = () =>
    mutation
      .mutateAsync(() => start(order.id))
      .then(undefined, (error: unknown) => {
        if (asProblem(error).code.startsWith('gate-')) setRefusal(error)
        else message.error(errorText(error))
      })
  const cancelled = async (reason: string) => {
    await mutation.mutateAsync(() => cancel(order.id, reason))
    offerUndo(t('workshop.cancelled', { number: order.number }), () => mutation.mutateAsync(() => restore(order.id)))
  }
  return (
    <div className="actions">
      {possible.map((action) => (
        <Button
          key={action}
          type={action === possible.at(-1) && !['cancel', 'reopen'].includes(action) ? 'primary' : 'default'}
          danger={action === 'cancel'}
          autoFocus={url.next === '1' && action === possible.at(-1)}
          onClick={() => run(action)}
        >
          {t(`workshop.action.${action}`)}
        </Button>
      ))}
      {dialog === 'authorise' && (
        <DecisionDialog order={order} jobs={undecided} decision="approve" change={mutation} onClose={close} />
      )}
      {refusal !== null && (
        <Suspense fallback={null}>
          <StartDialog order={order.id} refusal={refusal} onClose={() => setRefusal(null)} />
        </Suspense>
      )}
      {dialog === 'complete' && (
        <Suspense fallback={null}>
          <CompleteDialog order={order} onClose={close} />
        </Suspense>
      )}
      {dialog === 'hold' && (
        <HoldDialog
          onClose={close}
          onHold={(reason, note) => {
            close()
            change(() => hold(order.id, reason, note))
          }}
        />
      )}
      {dialog === 'reopen' && (
        <ReasonDialog
          title={t('workshop.reopenTitle')}
          ok={t('workshop.action.reopen')}
          onReason={(reason) => mutation.mutateAsync(() => reopen(order.id, reason))}
          onClose={close}
        />
      )}
      {dialog === 'cancel' && (
        <ReasonDialog
          danger
          title={t('workshop.cancelTitle')}
          ok={t('workshop.action.cancel')}
          onReason={cancelled}
          onClose={close}
        />
      )}
    </div>
  )
}
