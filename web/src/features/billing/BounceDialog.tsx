import { App, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { errorText } from '@/api/problem'
import { newKey } from '@/api/repeat'
import type { Cheque } from '@/api/types'
import { useMay } from '@/app/permission'
import { holdCustomer } from '@/features/customers/commands'
import { FormDialog } from '@/ui/FormDialog'
import { bounceCheque } from './commands'

/** The bank did not pay: what the cheque paid is due again, and holding the customer is offered. */
export function BounceDialog({
  cheque,
  onDone,
  onClose,
}: {
  cheque: Cheque
  onDone: () => Promise<void>
  onClose: () => void
}) {
  const { t } = useTranslation()
  const { notification, message } = App.useApp()
  const mayHold = useMay('customer.hold')
  const [key] = useState(newKey)
  const [form] = Form.useForm<{ reason: string }>()
  const hold = (why: string) =>
    holdCustomer(cheque.customer.id, t('cheques.holdReason', { number: cheque.number, reason: why }))
      .then(() => message.success(t('cheques.held', { name: cheque.customer.name })))
      .catch((refusal: unknown) => message.error(errorText(refusal)))
      .then(onDone)
  const save = async ({ reason }: { reason: string }) => {
    await bounceCheque(cheque.id, reason.trim(), key)
    await onDone()
    notification.warning({
      key: cheque.id,
      title: t('cheques.bounced', { number: cheque.number }),
      description: t('cheques.dueAgain', { name: cheque.customer.name }),
      duration: 20,
      actions: mayHold && (
        <Button
          onClick={() => {
            notification.destroy(cheque.id)
            hold(reason.trim())
          }}
        >
          {t('cheques.hold')}
        </Button>
      ),
    })
  }
  return (
    <FormDialog<{ reason: string }>
      title={t('cheques.bounceTitle', { number: cheque.number })}
      form={form}
      initial={{ reason: '' }}
      ok={t('cheques.bounce')}
      onSave={save}
      onClose={onClose}
    >
      <p className="muted">{t('cheques.bounceHint')}</p>
      <Form.Item
        name="reason"
        label={t('cheques.reason')}
        rules={[{ required: true, whitespace: true, message: t('form.required') }]}
      >
        <Input autoFocus dir="auto" autoComplete="off" maxLength={300} />
      </Form.Item>
    </FormDialog>
  )
}
