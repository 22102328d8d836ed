import { Form, Input } from 'antd'
import type { Appointment } from '@/api/types'
import { type HandedTender, TenderField } from '@/features/billing/TenderField'
import { FormDialog } from '@/ui/FormDialog'
import { MoneyInput } from '@/ui/MoneyInput'
import { receiveDeposit } from './commands'
import { useKeepAppointment } from './queries'
import { useCurrencyOf } from './useCurrencyOf'
import { useWords } from './useWords'

interface Props {
  appointment: Appointment
  onClose: () => void
}

interface Fields {
  amount: number
  tender: HandedTender
  reference?: string
}

/** The money that was asked for beforehand is here. */
export function DepositDialog({ appointment, onClose }: Props) {
  const { t } = useWords()
  const keep = useKeepAppointment()
  const [form] = Form.useForm<Fields>()
  const currency = useCurrencyOf(appointment.site_id)
  if (!currency) return null
  return (
    <FormDialog<Fields>
      title={t('schedule.action.receiveDeposit')}
      ok={t('schedule.action.receiveDeposit')}
      form={form}
      initial={{ amount: appointment.deposit_asked ?? undefined, tender: 'cash' }}
      onSave={async ({ amount, tender, reference }) =>
        keep(await receiveDeposit(appointment, { amount, tender, reference: reference?.trim() || null }))
      }
      onClose={onClose}
    >
      <Form.Item
        name="amount"
        label={t('schedule.depositAmount')}
        rules={[{ required: true, type: 'number', min: 1, message: t('form.required') }]}
      >
        <MoneyInput currency={currency} />
      </Form.Item>
      <TenderField />
      <Form.Item name="reference" label={t('schedule.depositReference')}>
        <Input maxLength={60} dir="auto" />
      </Form.Item>
    </FormDialog>
  )
}
