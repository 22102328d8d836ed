import { Alert, Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { asProblem, errorText } from '@/api/problem'
import type { Id } from '@/api/types'
import { start } from './commands'
import { GateFaults } from './floor/GateFaults'
import { faultsOf } from './floor/gate'
import { useChangeOrder } from './queries'
import './floor/floor.css'

interface Props {
  order: Id
  /** What refused to begin. */
  refusal: unknown
  onClose: () => void
}

/** What stands in the way of beginning; a warning is passed with a reason. */
export function StartDialog({ order, refusal, onClose }: Props) {
  const { t } = useTranslation()
  const change = useChangeOrder(order)
  const [reason, setReason] = useState('')
  const [error, setError] = useState(refusal)
  const problem = asProblem(error)
  const warns = problem.code === 'gate-warns'
  const submit = () => change.mutateAsync(() => start(order, reason.trim())).then(onClose, setError)
  return (
    <Modal
      open
      title={t('workshop.action.start')}
      onCancel={onClose}
      onOk={submit}
      okText={t('workshop.action.start')}
      cancelText={t('common.close')}
      okButtonProps={{ disabled: !warns || !reason.trim(), loading: change.isPending }}
      width={460}
    >
      <div className="stack">
        <Alert type={warns ? 'warning' : 'error'} showIcon role="alert" title={errorText(error)} />
        <GateFaults faults={faultsOf(problem)} />
        {warns && (
          <label className="field">
            {t('workshop.gate.startReason')}
            <Input.TextArea
              autoFocus
              autoSize={{ minRows: 2 }}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          </label>
        )}
      </div>
    </Modal>
  )
}
