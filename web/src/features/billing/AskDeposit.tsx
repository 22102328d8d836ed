import { Form, Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { Amount, WorkOrder } from '@/api/types'
import { useChangeOrder } from '@/features/workshop/queries'
import { FormDialog } from '@/ui/FormDialog'
import { MoneyInput } from '@/ui/MoneyInput'
import { ScaledInput } from '@/ui/ScaledInput'

type Kind = 'none' | 'share' | 'amount'

interface Fields {
  kind: Kind
  share?: number
  amount?: Amount
}

/** What of a deposit the order asks for: a share of what is approved, an amount, or nothing. */
export function AskDeposit({ order, onClose }: { order: WorkOrder; onClose: () => void }) {
  const { t } = useTranslation()
  const change = useChangeOrder(order.id)
  const [form] = Form.useForm<Fields>()
  const asked = order.deposit
  const initial: Fields = {
    kind: asked && asked.share === null ? 'amount' : 'share',
    share: asked?.share ?? 3000,
    ...(asked?.amount ? { amount: asked.amount } : {}),
  }
  const kind = Form.useWatch('kind', form) ?? initial.kind
  const save = async ({ kind, share, amount }: Fields) => {
    const body = kind === 'share' ? { share } : kind === 'amount' ? { amount } : {}
    await change.mutateAsync(() => api.put<WorkOrder>(`/work-orders/${order.id}/deposit-request`, body))
  }
  const required = [{ required: true, message: t('form.required') }]
  const kinds: Kind[] = asked ? ['share', 'amount', 'none'] : ['share', 'amount']
  return (
    <FormDialog<Fields> title={t('deposits.ask')} form={form} initial={initial} onSave={save} onClose={onClose}>
      <Form.Item name="kind">
        <Segmented<Kind> options={kinds.map((value) => ({ value, label: t(`deposits.askKind.${value}`) }))} />
      </Form.Item>
      {kind === 'share' && (
        <Form.Item name="share" label={t('deposits.askShare')} rules={required}>
          <ScaledInput decimals={2} min={1} max={10_000} suffix="%" />
        </Form.Item>
      )}
      {kind === 'amount' && (
        <Form.Item name="amount" label={t('deposits.askAmount')} rules={required}>
          <MoneyInput currency={order.totals.currency} min={1} />
        </Form.Item>
      )}
      <p className="muted">{t('deposits.askHint')}</p>
    </FormDialog>
  )
}
