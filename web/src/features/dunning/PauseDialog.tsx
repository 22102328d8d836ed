import { Form, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newKey } from '@/api/repeat'
import type { Id } from '@/api/types'
import { FormDialog } from '@/ui/FormDialog'
import { useUndo } from '@/ui/useUndo'
import { endPause, pauseDunning } from './commands'
import { useReload } from './useReload'

interface Fields {
  until?: string
  reason: string
}

interface Props {
  site: Id
  /** One of the two is left alone. */
  customer?: Id
  invoice?: Id
  /** The customer's name, or the invoice's number. */
  label: string
  onClose: () => void
}

/** A customer is not written to until a day, or an invoice is disputed. */
export function PauseDialog({ site, customer, invoice, label, onClose }: Props) {
  const { t } = useTranslation()
  const offerUndo = useUndo()
  const reload = useReload()
  const [key] = useState(newKey)
  const [form] = Form.useForm<Fields>()
  const kind = invoice ? 'invoice' : 'customer'
  const save = async ({ until, reason }: Fields) => {
    const whom = { site_id: site, customer_id: customer, invoice_id: invoice }
    const { id } = await pauseDunning({ ...whom, until: until || undefined, reason: reason.trim() }, key)
    await reload()
    offerUndo(t(`dunning.paused.${kind}`, { label }), () => endPause(id).then(reload))
  }
  return (
    <FormDialog<Fields>
      title={t(`dunning.pauseTitle.${kind}`, { label })}
      form={form}
      initial={{ reason: '' }}
      ok={t(`dunning.pauseGo.${kind}`)}
      onSave={save}
      onClose={onClose}
    >
      <p className="muted">{t(`dunning.pauseHint.${kind}`)}</p>
      <Form.Item
        name="reason"
        label={t('dunning.reason')}
        rules={[{ required: true, whitespace: true, message: t('form.required') }]}
      >
        <Input autoFocus dir="auto" autoComplete="off" maxLength={300} />
      </Form.Item>
      <Form.Item name="until" label={t('dunning.until')} extra={t('dunning.untilHint')}>
        <Input type="date" dir="ltr" />
      </Form.Item>
    </FormDialog>
  )
}
