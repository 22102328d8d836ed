import { Form, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import type { CustomerExemption, WorkOrder } from '@/api/types'
import { useChangeOrder } from '@/features/workshop/queries'
import { FormDialog } from '@/ui/FormDialog'
import { ExemptionNote } from './ExemptionNote'
import { exemptOrder } from './queries'

const USUAL = ''

interface Fields {
  exemption_id: string
}

interface Props {
  order: WorkOrder
  /** The certificates that hold today. */
  usable: CustomerExemption[]
  onClose: () => void
}

/** By which certificate the order is sold, or with VAT as usual. */
export function ExemptDialog({ order, usable, onClose }: Props) {
  const { t } = useTranslation()
  const change = useChangeOrder(order.id)
  const [form] = Form.useForm<Fields>()
  const first = order.exemption ? order.exemption.id : usable[0]?.id
  const initial = usable.some(({ id }) => id === first) ? first : USUAL
  const save = ({ exemption_id }: Fields) => change.mutateAsync(() => exemptOrder(order.id, exemption_id || null))
  return (
    <FormDialog<Fields>
      title={t('exemptions.change')}
      form={form}
      initial={{ exemption_id: initial }}
      onSave={save}
      onClose={onClose}
    >
      <Form.Item name="exemption_id" label={t('exemptions.choose')}>
        <Radio.Group
          vertical
          options={[
            ...usable.map((one) => ({ value: one.id, label: <ExemptionNote exemption={one} /> })),
            { value: USUAL, label: t('exemptions.usual') },
          ]}
        />
      </Form.Item>
      <p className="muted">{t('exemptions.hint')}</p>
    </FormDialog>
  )
}
