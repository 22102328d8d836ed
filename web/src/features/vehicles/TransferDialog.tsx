import { App, Form } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Id, Vehicle } from '@/api/types'
import { CustomerPicker } from '@/features/customers/CustomerPicker'
import { FormDialog } from '@/ui/FormDialog'
import { useKeepRecord } from '@/ui/useRecord'
import { useUndo } from '@/ui/useUndo'
import { transferVehicle } from './commands'

interface Fields {
  customer_id: Id
}

/** The vehicle changes hands; its history stays with it. */
export function TransferDialog({ vehicle, onClose }: { vehicle: Vehicle; onClose: () => void }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const offerUndo = useUndo()
  const keep = useKeepRecord<Vehicle>('/vehicles')
  const [form] = Form.useForm<Fields>()
  const save = async ({ customer_id }: Fields) => {
    const before = vehicle.owner
    const moved = keep(await transferVehicle(vehicle.id, customer_id))
    const text = t('vehicles.transferred', { name: moved.owner?.name ?? '' })
    if (before) offerUndo(text, async () => keep(await transferVehicle(vehicle.id, before.id)))
    else message.success(text)
  }
  return (
    <FormDialog<Fields>
      title={t('vehicles.transferTitle')}
      ok={t('vehicles.transfer')}
      form={form}
      onSave={save}
      onClose={onClose}
    >
      <Form.Item
        name="customer_id"
        label={t('vehicles.newOwner')}
        extra={t('vehicles.transferText')}
        rules={[{ required: true, message: t('form.required') }]}
      >
        <CustomerPicker autoFocus />
      </Form.Item>
    </FormDialog>
  )
}
