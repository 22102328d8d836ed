import { useQuery } from '@tanstack/react-query'
import { Input, Modal, Radio, Select } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { AuthorisationMethod, Contact, Id, Job, WorkOrder } from '@/api/types'
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

/** Whom a customer has decide, as far as the caller may read it. */
function useApprovers(customer: Id | null): Contact[] {
  const { data } = useQuery({
    queryKey: ['customers', 'contacts', customer],
    queryFn: async ({ signal }) =>
      (await api.get<{ items: Contact[] }>(`/customers/${customer}/contacts`, { signal })).items,
    enabled: customer !== null,
  })
  return data?.filter(({ role }) => role === 'approver') ?? []
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
  const [contact, setContact] = useState<string>()
  const currency = order.totals.currency
  const approvers = useApprovers(order.customer.id)
  // Of whom somebody has a limit, only who decides for them says yes.
  const bound = decision === 'approve' && approvers.some(({ approves_up_to }) => approves_up_to !== null)
  const submit = () => {
    const why = decision === 'decline' && reason.trim() ? { reason: reason.trim() } : {}
    const decisions = jobs.map((job) => ({ job_id: job.id, decision, ...why }))
    const proof = isCall ? { phone: phone.trim() || null } : { signature }
    const body = { decisions, method, by_name: name.trim(), ...proof, ...(bound ? { contact_id: contact } : {}) }
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
        disabled: (bound ? !contact : !name.trim()) || (method === 'signature' && !signature),
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
              <Money amount={job.totals.total} currency={job.totals.currency} />
            </li>
          ))}
        </ul>
        <Radio.Group
          optionType="button"
          value={method}
          onChange={(event) => setMethod(event.target.value as AuthorisationMethod)}
          options={METHODS.map((value) => ({ value, label: t(`workshop.method.${value}`) }))}
        />
        {bound ? (
          <label className="field" htmlFor="approver">
            {t('workshop.byName')}
            <Select
              id="approver"
              value={contact}
              placeholder={t('workshop.approverMissing')}
              onChange={setContact}
              options={approvers.map(({ id, name, approves_up_to }) => ({
                value: id,
                label: (
                  <>
                    <bdi>{name}</bdi>
                    {approves_up_to !== null && (
                      <>
                        {' '}
                        · {t('customers.contacts.upTo')} <Money amount={approves_up_to} currency={currency} />
                      </>
                    )}
                  </>
                ),
              }))}
            />
          </label>
        ) : (
          <label className="field">
            {t('workshop.byName')}
            <Input value={name} maxLength={200} onChange={(event) => setName(event.target.value)} />
          </label>
        )}
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
