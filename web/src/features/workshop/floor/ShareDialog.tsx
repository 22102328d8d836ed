import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { Button, InputNumber, Modal, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Id, Job, WorkOrder } from '@/api/types'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { shareJob } from '../commands'
import { useChangeOrder, useTechnicians } from '../queries'
import { equalParts, isWhole, type Part } from './shares'

interface Props {
  order: WorkOrder
  job: Job
  onClose: () => void
}

/** Who is credited with which part of a job's sold hours; nobody chosen leaves it to the clocks. */
export function ShareDialog({ order, job, onClose }: Props) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const change = useChangeOrder(order.id)
  const first = order.technician ? [{ user: order.technician.id, share: 10_000 }] : []
  const chosen = job.shares.map(({ user_id, share }) => ({ user: user_id, share }))
  const [parts, setParts] = useState<Part[]>(chosen.length > 0 ? chosen : first)
  const staff = useNames(order, job)
  const put = (place: number, part: Partial<Part>) =>
    setParts(parts.map((old, at) => (at === place ? { ...old, ...part } : old)))
  const add = () => {
    const free = staff.find(({ value }) => parts.every(({ user }) => user !== value))
    if (free) setParts(equalParts([...parts.map(({ user }) => user), free.value]))
  }
  const save = (wanted: Part[]) =>
    change
      .mutateAsync(() =>
        shareJob(order.id, job.id, { shares: wanted.map(({ user, share }) => ({ user_id: user, share })) }),
      )
      .then(() => client.invalidateQueries({ queryKey: ['time'] }))
      .then(onClose, () => undefined)
  return (
    <Modal
      open
      title={`${t('time.shares.title')} · ${job.title}`}
      onCancel={onClose}
      footer={[
        <Button key="clocks" onClick={() => save([])}>
          {t('time.shares.byClocks')}
        </Button>,
        <Button
          key="save"
          type="primary"
          loading={change.isPending}
          disabled={parts.length === 0 || !isWhole(parts)}
          onClick={() => save(parts)}
        >
          {t('common.save')}
        </Button>,
      ]}
      width={460}
    >
      <div className="stack">
        {parts.map((part, place) => (
          <div className="row" key={part.user}>
            <Select
              className="grow"
              aria-label={t('time.person')}
              value={part.user}
              options={staff.map((one) => ({ ...one, disabled: parts.some(({ user }) => user === one.value) }))}
              onChange={(user) => put(place, { user })}
            />
            <InputNumber
              aria-label={t('time.shares.part')}
              min={0.01}
              max={100}
              precision={2}
              suffix="%"
              value={part.share / 100}
              onChange={(percent) => put(place, { share: Math.round((percent ?? 0) * 100) })}
            />
            <Button
              type="text"
              icon={<DeleteOutlined />}
              aria-label={t('common.remove')}
              onClick={() => setParts(equalParts(parts.filter((_, at) => at !== place).map(({ user }) => user)))}
            />
          </div>
        ))}
        <Button icon={<PlusOutlined />} onClick={add} disabled={parts.length >= Math.min(staff.length, 10)}>
          {t('time.shares.add')}
        </Button>
        {parts.length > 0 && !isWhole(parts) && <p className="muted">{t('time.shares.notWhole')}</p>}
        <ProblemAlert error={change.error} />
      </div>
    </Modal>
  )
}

/** The site's technicians, and who shares the job already. */
function useNames(order: WorkOrder, job: Job): { value: Id; label: string }[] {
  const staff = useTechnicians(order.site_id).data?.items ?? []
  const names = new Map<Id, string>(staff.map(({ id, name }) => [id, name]))
  if (order.technician) names.set(order.technician.id, order.technician.name)
  for (const { user_id, name } of job.shares) names.set(user_id, name)
  return [...names].map(([value, label]) => ({ value, label }))
}
