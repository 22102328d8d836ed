import { useNavigate } from '@tanstack/react-router'
import { App, Button, Checkbox, Modal, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { errorText } from '@/api/problem'
import type { Id, WorkOrder } from '@/api/types'
import { mayAt } from '@/app/may'
import { useMe } from '@/app/session'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { copyOrder, mergeOrder, splitOrder } from '../commands'
import { useChangeOrder, useOpenOrdersOf } from '../queries'
import { VehicleDialog } from './VehicleDialog'

type Dialog = 'split' | 'merge' | 'vehicle'
const WORK: WorkOrder['state'][] = ['estimate', 'approved', 'in_progress', 'on_hold', 'quality_check']

/** The order takes another shape: parted, put together, begun anew, or for another vehicle. */
export function ShapePanel({ order, vehicle }: { order: WorkOrder; vehicle: Id }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const navigate = useNavigate()
  const me = useMe()
  const [dialog, setDialog] = useState<Dialog | null>(null)
  const isWork = WORK.includes(order.state)
  const others = useOpenOrdersOf(isWork ? vehicle : undefined).data?.items ?? []
  const mergeable = others.filter(({ id, state }) => id !== order.id && WORK.includes(state))
  const may = (permission: string) => mayAt(me, order.site_id, permission)
  const changes = isWork && may('work_order.update')
  const copy = () =>
    copyOrder(order.id).then(
      (made) => made && navigate({ to: `/work-orders/${made.id}` }),
      (error: unknown) => message.error(errorText(error)),
    )
  if (!changes && !may('work_order.open')) return null
  const close = () => setDialog(null)
  return (
    <div className="row wrap" role="group" aria-label={t('workshop.shape.title')}>
      {may('work_order.open') && <Button onClick={copy}>{t('workshop.shape.copy')}</Button>}
      {changes && may('work_order.open') && order.jobs.length > 1 && (
        <Button onClick={() => setDialog('split')}>{t('workshop.shape.split')}</Button>
      )}
      {changes && may('work_order.cancel') && mergeable.length > 0 && (
        <Button onClick={() => setDialog('merge')}>{t('workshop.shape.merge')}</Button>
      )}
      {changes && <Button onClick={() => setDialog('vehicle')}>{t('workshop.shape.vehicle')}</Button>}
      {dialog === 'split' && <SplitDialog order={order} onClose={close} />}
      {dialog === 'merge' && <MergeDialog order={order} others={mergeable} onClose={close} />}
      {dialog === 'vehicle' && <VehicleDialog order={order} onClose={close} />}
    </div>
  )
}

/** Which jobs become an order of their own. */
function SplitDialog({ order, onClose }: { order: WorkOrder; onClose: () => void }) {
  const { t } = useTranslation()
  const change = useChangeOrder(order.id)
  const [jobs, setJobs] = useState<Id[]>([])
  const [error, setError] = useState<unknown>(null)
  return (
    <Modal
      open
      title={t('workshop.shape.split')}
      onCancel={onClose}
      onOk={() => change.mutateAsync(() => splitOrder(order.id, jobs)).then(onClose, setError)}
      okText={t('workshop.shape.split')}
      okButtonProps={{ disabled: jobs.length === 0 || jobs.length === order.jobs.length }}
      cancelText={t('common.close')}
      width={440}
    >
      <div className="stack">
        <p className="muted">{t('workshop.shape.splitHint')}</p>
        <Checkbox.Group<Id>
          className="stack"
          value={jobs}
          onChange={setJobs}
          options={order.jobs.map(({ id, title }) => ({ value: id, label: title }))}
        />
        <ProblemAlert error={error} />
      </div>
    </Modal>
  )
}

interface MergeProps {
  order: WorkOrder
  others: { id: Id; number: string; title: string }[]
  onClose: () => void
}

/** Whose jobs come here; the other order is cancelled. */
function MergeDialog({ order, others, onClose }: MergeProps) {
  const { t } = useTranslation()
  const change = useChangeOrder(order.id)
  const [other, setOther] = useState<Id | undefined>(others[0]?.id)
  const [error, setError] = useState<unknown>(null)
  return (
    <Modal
      open
      title={t('workshop.shape.merge')}
      onCancel={onClose}
      onOk={() => other && change.mutateAsync(() => mergeOrder(order.id, other)).then(onClose, setError)}
      okText={t('workshop.shape.merge')}
      cancelText={t('common.close')}
      width={440}
    >
      <div className="stack">
        <p className="muted">{t('workshop.shape.mergeHint')}</p>
        <Select
          aria-label={t('workshop.shape.other')}
          value={other}
          onChange={setOther}
          options={others.map(({ id, number, title }) => ({ value: id, label: `${number} · ${title}` }))}
        />
        <ProblemAlert error={error} />
      </div>
    </Modal>
  )
}
