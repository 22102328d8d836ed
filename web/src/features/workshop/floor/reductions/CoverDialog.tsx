import { Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { CoverKind, Id, Job, JobCoverInput, WorkOrder } from '@/api/types'
import { mayAt } from '@/app/may'
import { useMe } from '@/app/session'
import { CustomerPicker } from '@/features/customers/CustomerPicker'
import { FormDialog } from '@/ui/FormDialog'
import { ScaledInput } from '@/ui/ScaledInput'
import { useChangeOrder } from '../../queries'

const WHOLE = 10_000
const GIFTS: CoverKind[] = ['warranty', 'goodwill', 'internal']

interface Fields {
  kind: CoverKind | 'nobody'
  share: number
  payer_id?: Id
  reason?: string
}

/** Who bears a share of the job in the customer's place. */
export function CoverDialog({ order, job, onClose }: { order: WorkOrder; job: Job; onClose: () => void }) {
  const { t } = useTranslation()
  const me = useMe()
  const change = useChangeOrder(order.id)
  const [form] = Form.useForm<Fields>()
  const cover = job.cover
  const kind = Form.useWatch('kind', form) ?? cover?.kind ?? 'payer'
  const gives = mayAt(me, order.site_id, 'work_order.cover')
  const kinds = [...(gives ? GIFTS : []), 'payer' as const, ...(cover ? (['nobody'] as const) : [])]
  const save = async ({ kind, share, payer_id, reason }: Fields) => {
    const named: JobCoverInput | null =
      kind === 'nobody' ? null : { kind, share, reason: reason ?? '', ...(kind === 'payer' ? { payer_id } : {}) }
    await change.mutateAsync(() =>
      api.put<WorkOrder>(`/work-orders/${order.id}/jobs/${job.id}/cover`, { cover: named }),
    )
  }
  const required = [{ required: true, message: t('form.required') }]
  return (
    <FormDialog<Fields>
      title={`${t('reductions.payer')} · ${job.title}`}
      form={form}
      initial={{ kind: cover?.kind ?? 'payer', share: cover?.share ?? WHOLE, reason: cover?.reason }}
      onSave={save}
      onClose={onClose}
    >
      <Form.Item name="kind" label={t('reductions.who')}>
        <Select options={kinds.map((value) => ({ value, label: t(`reductions.cover.${value}`) }))} />
      </Form.Item>
      {kind === 'payer' && (
        <Form.Item name="payer_id" label={t('reductions.otherCustomer')} rules={required}>
          <CustomerPicker />
        </Form.Item>
      )}
      {kind !== 'nobody' && (
        <>
          <Form.Item name="share" label={t('reductions.borne')} rules={required}>
            <ScaledInput decimals={2} min={1} max={WHOLE} suffix="%" />
          </Form.Item>
          <Form.Item name="reason" label={t('reductions.reason')} rules={required}>
            <Input maxLength={200} />
          </Form.Item>
        </>
      )}
      <p className="muted">{t(kind === 'payer' ? 'reductions.payerHint' : 'reductions.giftHint')}</p>
    </FormDialog>
  )
}
