import { App, Button, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { errorText } from '@/api/problem'
import type { Id, QualityCheck, WorkOrder } from '@/api/types'
import { useMe } from '@/app/session'
import { checkOrder, submitOrder } from '../commands'
import { useChangeOrder } from '../queries'
import { useGateRules } from './gate'

/** Somebody else looks at the work, where the site wants it or somebody asked for it. */
export function QualityPanel({ order }: { order: WorkOrder }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const me = useMe()
  const change = useChangeOrder(order.id)
  const [failing, setFailing] = useState(false)
  const isWanted = (useGateRules(order.site_id).data?.levels.quality ?? 'off') !== 'off'
  const isChecked = order.state === 'quality_check'
  const send = (request: () => Promise<WorkOrder | undefined>) =>
    change.mutateAsync(request).catch((error: unknown) => message.error(errorText(error)))
  if (!isChecked && !(isWanted && order.actions.includes('submit'))) return null
  const isOwn = order.technician?.id === me?.id
  return (
    <section className="panel panel-body stack" aria-label={t('workshop.quality.title')}>
      <h2 className="panel-title">{t('workshop.quality.title')}</h2>
      {!isChecked && <Button onClick={() => send(() => submitOrder(order.id))}>{t('workshop.action.submit')}</Button>}
      {isChecked && order.checked_by && (
        <p>
          {t('workshop.quality.passedBy')} <bdi>{order.checked_by}</bdi>
        </p>
      )}
      {isChecked && isOwn && !order.checked_by && <p className="muted">{t('workshop.quality.own')}</p>}
      {order.actions.includes('check') && !isOwn && (
        <div className="row wrap">
          {!order.checked_by && (
            <Button type="primary" onClick={() => send(() => checkOrder(order.id, { passed: true }))}>
              {t('workshop.quality.pass')}
            </Button>
          )}
          <Button onClick={() => setFailing(true)}>{t('workshop.quality.fail')}</Button>
        </div>
      )}
      {failing && (
        <FailDialog
          order={order}
          onClose={() => setFailing(false)}
          onFail={(body) => {
            setFailing(false)
            send(() => checkOrder(order.id, body))
          }}
        />
      )}
    </section>
  )
}

interface DialogProps {
  order: WorkOrder
  onFail: (body: QualityCheck) => void
  onClose: () => void
}

/** Which job goes back, and why. */
function FailDialog({ order, onFail, onClose }: DialogProps) {
  const { t } = useTranslation()
  const [job, setJob] = useState<Id | undefined>(order.jobs[0]?.id)
  const [reason, setReason] = useState('')
  return (
    <Modal
      open
      title={t('workshop.quality.fail')}
      onCancel={onClose}
      onOk={() => onFail({ passed: false, reason: reason.trim(), ...(job ? { job_id: job } : {}) })}
      okText={t('workshop.quality.fail')}
      okButtonProps={{ disabled: !reason.trim() }}
      cancelText={t('common.close')}
      width={460}
    >
      <div className="stack">
        <Select
          allowClear
          aria-label={t('workshop.jobTitle')}
          value={job}
          onChange={setJob}
          options={order.jobs.map(({ id, title }) => ({ value: id, label: title }))}
        />
        <Input.TextArea
          autoFocus
          autoSize={{ minRows: 2 }}
          maxLength={1000}
          aria-label={t('workshop.reason')}
          placeholder={t('workshop.reason')}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
      </div>
    </Modal>
  )
}
