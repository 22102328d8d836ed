import { Form, Input, Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import { asProblem } from '@/api/problem'
import type { Amount, GiveDiscount, Job, WorkOrder } from '@/api/types'
import { FormDialog } from '@/ui/FormDialog'
import { MoneyInput } from '@/ui/MoneyInput'
import { ScaledInput } from '@/ui/ScaledInput'
import { useChangeOrder } from '../../queries'
import { useAskDiscount } from '../../requests'

type Kind = 'none' | 'share' | 'amount'

interface Fields {
  kind: Kind
  share?: number
  amount?: Amount
  reason?: string
}

interface Props {
  order: WorkOrder
  /** The whole order when left out. */
  job?: Job
  onClose: () => void
}

/** A discount with its reason, on a job or on all of the order; or none any more. */
export function DiscountDialog({ order, job, onClose }: Props) {
  const { t } = useTranslation()
  const change = useChangeOrder(order.id)
  const ask = useAskDiscount(order.id)
  const [form] = Form.useForm<Fields>()
  const [beyond, setBeyond] = useState(false)
  const given = job ? job.discount : order.discount
  const initial: Fields = {
    kind: given && given.share === null ? 'amount' : 'share',
    ...(given?.share ? { share: given.share } : {}),
    ...(given?.amount ? { amount: given.amount } : {}),
    ...(given ? { reason: given.reason } : {}),
  }
  const kind = Form.useWatch('kind', form) ?? initial.kind
  const path = `/work-orders/${order.id}${job ? `/jobs/${job.id}` : ''}/discount`
  const save = async ({ kind, share, amount, reason = '' }: Fields) => {
    const size = kind === 'share' ? { share } : { amount }
    if (beyond && kind !== 'none') {
      await ask({ ...size, ...(job && { job_id: job.id }), reason })
      return
    }
    const body: GiveDiscount = kind === 'none' ? {} : { ...size, reason }
    await change.mutateAsync(() => api.put<WorkOrder>(path, body))
  }
  const refused = (refusal: unknown) => {
    setBeyond(asProblem(refusal).errors?.some(({ code }) => code === 'discount-over-limit') ?? false)
    return false
  }
  const required = [{ required: true, message: t('form.required') }]
  const kinds: Kind[] = given ? ['share', 'amount', 'none'] : ['share', 'amount']
  return (
    <FormDialog<Fields>
      title={`${t('reductions.discount')} · ${job?.title ?? t('reductions.whole')}`}
      form={form}
      initial={initial}
      ok={t(beyond ? 'reductions.ask' : 'common.save')}
      onSave={save}
      onRefused={refused}
      onChange={() => setBeyond(false)}
      onClose={onClose}
    >
      <Form.Item name="kind">
        <Segmented<Kind> options={kinds.map((value) => ({ value, label: t(`reductions.size.${value}`) }))} />
      </Form.Item>
      {kind === 'share' && (
        <Form.Item name="share" label={t('reductions.share')} rules={required}>
          <ScaledInput decimals={2} min={1} max={10_000} suffix="%" autoFocus />
        </Form.Item>
      )}
      {kind === 'amount' && (
        <Form.Item name="amount" label={t('reductions.amount')} rules={required}>
          <MoneyInput currency={order.totals.currency} min={1} />
        </Form.Item>
      )}
      {kind !== 'none' && (
        <Form.Item name="reason" label={t('reductions.reason')} rules={required}>
          <Input maxLength={200} />
        </Form.Item>
      )}
      <p className="muted">{t(beyond ? 'reductions.askHint' : 'reductions.hint')}</p>
    </FormDialog>
  )
}
