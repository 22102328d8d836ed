import { Input, Modal, Radio } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AuthorisationMethod, Job, WorkOrder } from '@/api/types'
import { Money } from '@/ui/Money'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { authorise } from './commands'
import type { ChangeOrder } from './queries'

const SignaturePad = lazy(async () => ({ default: (await import('@/ui/SignaturePad')).SignaturePad }))

const METHODS: AuthorisationMethod[] = ['phone', 'in_person', 'message', 'signature']

interface Props {
  order: WorkOrder
  jobs: Job[]
  decision: 'approve' | 'decline'
  change: ChangeOrder
  onClose: () => void
}

/** Writes down what the customer decided, how, and who said it. */
export function AuthoriseDialog({ order, jobs, decision, change, onClose }: Props) {
  const { t } = useTranslation()
  const [method, setMethod] = useState<AuthorisationMethod>('phone')
  const [name, setName] = useState(order.customer.name)
  const [reason, setReason] = useState('')
  const [phone, setPhone] = useState(order.customer.phone ?? '')
  const [signature, setSignature] = useState<string | null>(null)
  const isCall = method === 'phone' || method === 'message'
  const [error, setError] = useState<unknown>(null)
  const submit = () => {
    const why = decision === 'decline' && reason.trim() ? { reason: reason.trim() } : {}
    const decisions = jobs.map((job) => ({ job_id: job.id, decision, ...why }))
    const proof = isCall ? { phone: phone.trim() || null } : { signature }
    const body = { decisions, method, by_name: name.trim(), ...proof }
    change.mutateAsync(() => authorise(order.id, body)).then(onClose, setError)
  }
  return (
    <Modal
      open
      title={t(decision === 'approve' ? 'workshop.approveTitle' : 'workshop.declineTitle')}
      onCancel={onClose}
      onOk={submit}
      okText={t(decision === 'approve' ? 'workshop.approve' : 'workshop.decline')}
      cancelText={t('common.close')}
      okButtonProps={{
        danger: decision === 'decline',
        disabled: !name.trim() || (method === 'signature' && !signature),
        loading: change.isPending,
        autoFocus: true,
      }}
      width={480}
    >
      <div className="stack">
        <ul className="decision-jobs">
          {jobs.map((job) => (
            <li key={job.id}>
              <bdi>{job.title}</bdi>
              <Money amount={job.totals.gross} currency={job.totals.currency} />
            </li>
          ))}
        </ul>
        <Radio.Group
          optionType="button"
          value={method}
          onChange={(event) => setMethod(event.target.value as AuthorisationMethod)}
          options={METHODS.map((value) => ({ value, label: t(`workshop.method.${value}`) }))}
        />
        <label className="field">
          {t('workshop.byName')}
          <Input value={name} maxLength={200} onChange={(event) => setName(event.target.value)} />
        </label>
        {isCall ? (
          <label className="field">
            {t(`estimates.number.${method}`)}
            <Input dir="ltr" value={phone} maxLength={40} onChange={(event) => setPhone(event.target.value)} />
          </label>
        ) : (
          <Suspense>
            <SignaturePad label={t('estimates.signHere')} clear={t('estimates.clear')} onChange={setSignature} />
          </Suspense>
        )}
        {decision === 'decline' && (
          <label className="field">
            {t('workshop.reasonOptional')}
            <Input value={reason} onChange={(event) => setReason(event.target.value)} />
          </label>
        )}
        <ProblemAlert error={error} />
      </div>
    </Modal>
  )
}
