import { App, Form, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Id, TransferShares, Vehicle } from '@/api/types'
import { CustomerPicker } from '@/features/customers/CustomerPicker'
import { FormDialog } from '@/ui/FormDialog'
import { useKeepRecord } from '@/ui/useRecord'
import { useUndo } from '@/ui/useUndo'
import { transferVehicle, undoTransfer } from './commands'

interface Fields {
  customer_id: Id
  shares: TransferShares
}

const SHARES: TransferShares[] = ['vehicle', 'inspections', 'work']

/** The vehicle changes hands; its history stays with it. */
export function TransferDialog({ vehicle, onClose }: { vehicle: Vehicle; onClose: () => void }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const offerUndo = useUndo()
  const keep = useKeepRecord<Vehicle>('/vehicles')
  const [form] = Form.useForm<Fields>()
  const save = async ({ customer_id, shares }: Fields) => {
    const before = vehicle.owner
    const moved = keep(await transferVehicle(vehicle.id, customer_id, shares))
    const text = t('vehicles.transferred', { name: moved.owner?.name ?? '' })
    if (before) offerUndo(text, async () => keep(await undoTransfer(vehicle.id)))
    else message.success(text)
  }
  return (
    <FormDialog<Fields>
      title={t('vehicles.transferTitle')}
      ok={t('vehicles.transfer')}
      form={form}
      initial={{ shares: 'vehicle' }}
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
      <Form.Item name="shares" label={t('vehicles.sharesLabel')} extra={t('vehicles.sharesText')}>
        <Radio.Group vertical options={SHARES.map((value) => ({ value, label: t(`vehicles.shares.${value}`) }))} />
      </Form.Item>
    </FormDialog>
  )
}
