import { Form } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newKey } from '@/api/repeat'
import type { Quantity, Transfer } from '@/api/types'
import { FormDrawer } from '@/ui/FormDrawer'
import { ScaledInput } from '@/ui/ScaledInput'
import { useKeepRecord } from '@/ui/useRecord'
import { moveTransfer } from './commands'
import { useStoreChanged } from './useChange'

interface Props {
  transfer: Transfer
  step: 'ship' | 'receive'
  onClose: () => void
}

/** What leaves, or what came, line by line; what should is offered. */
export function TransferPartsForm({ transfer, step, onClose }: Props) {
  const { t } = useTranslation()
  const keep = useKeepRecord<Transfer>('/transfers')
  const changed = useStoreChanged()
  const [key] = useState(newKey)
  const [form] = Form.useForm<{ quantities: (Quantity | null)[] }>()
  const label = step === 'ship' ? t('store.shipped') : t('store.came')
  const save = async ({ quantities }: { quantities: (Quantity | null)[] }) => {
    const lines = transfer.lines.map((line, at) => ({ line_id: line.id, quantity: quantities[at] ?? 0 }))
    keep(await moveTransfer(transfer.id, step, lines, key))
    await changed()
  }
  return (
    <FormDrawer<{ quantities: (Quantity | null)[] }>
      title={`${t(step === 'ship' ? 'store.action.ship' : 'store.action.receiveTransfer')} ${transfer.number}`}
      form={form}
      initial={{ quantities: transfer.lines.map((line) => (step === 'ship' ? line.requested : line.open)) }}
      onSave={save}
      onClose={onClose}
      ok={t(step === 'ship' ? 'store.action.ship' : 'store.action.receiveTransfer')}
    >
      {transfer.lines.map((line, at) => (
        <div key={line.id} className="transfer-line">
          <span className="name">
            <bdi>{line.description}</bdi> <span className="code">{line.sku}</span>
          </span>
          <Form.Item name={['quantities', at]}>
            <ScaledInput decimals={3} label={`${label} ${line.description}`} />
          </Form.Item>
        </div>
      ))}
    </FormDrawer>
  )
}
