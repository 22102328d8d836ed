import { Form, Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newKey } from '@/api/repeat'
import type { Id, Quantity, Transfer, TransferOutcome } from '@/api/types'
import { FormDialog } from '@/ui/FormDialog'
import { ScaledInput } from '@/ui/ScaledInput'
import { useKeepRecord } from '@/ui/useRecord'
import { explainTransfer } from './commands'
import { useStoreChanged } from './useChange'

interface Fields {
  line_id: Id
  outcome: TransferOutcome
  quantity: Quantity
  reason: string
}

const OUTCOMES: TransferOutcome[] = ['found_there', 'found_here', 'lost']

/** Where something is that was shipped and did not come. */
export function ExplainForm({ transfer, onClose }: { transfer: Transfer; onClose: () => void }) {
  const { t } = useTranslation()
  const keep = useKeepRecord<Transfer>('/transfers')
  const changed = useStoreChanged()
  const [key] = useState(newKey)
  const [form] = Form.useForm<Fields>()
  const open = transfer.lines.filter((line) => line.open > 0)
  const first = open[0]
  const required = [{ required: true, message: t('form.required') }]
  const save = async (fields: Fields) => {
    keep(await explainTransfer(transfer.id, { ...fields, reason: fields.reason.trim() }, key))
    await changed()
  }
  return (
    <FormDialog<Fields>
      title={t('store.action.explain')}
      form={form}
      initial={first && { line_id: first.id, quantity: first.open }}
      onSave={save}
      onClose={onClose}
    >
      <Form.Item name="line_id" label={t('inventory.article')} rules={required}>
        <Select options={open.map((line) => ({ value: line.id, label: line.description }))} />
      </Form.Item>
      <Form.Item name="outcome" label={t('store.outcome')} rules={required}>
        <Select options={OUTCOMES.map((value) => ({ value, label: t(`store.step.${value}`) }))} />
      </Form.Item>
      <Form.Item name="quantity" label={t('inventory.quantity')} rules={required}>
        <ScaledInput decimals={3} label={t('inventory.quantity')} />
      </Form.Item>
      <Form.Item name="reason" label={t('inventory.reason')} rules={[{ ...required[0], whitespace: true }]}>
        <Input autoComplete="off" dir="auto" />
      </Form.Item>
    </FormDialog>
  )
}
