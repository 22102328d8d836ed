import { useQueryClient } from '@tanstack/react-query'
import { Form, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newKey } from '@/api/repeat'
import type { SendCore, StoreCore, Supplier } from '@/api/types'
import { FormDialog } from '@/ui/FormDialog'
import { MoneyInput } from '@/ui/MoneyInput'
import { useAll } from '@/ui/useAll'
import { CreditForm } from './CreditForm'
import { creditCore, sendCore } from './commands'

interface Props {
  core: StoreCore
  onClose: () => void
}

function useCoresChanged() {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: ['cores'] })
}

/** To whom an old part goes back, and what they should credit; left empty, to where the article is bought. */
export function SendCoreForm({ core, onClose }: Props) {
  const { t } = useTranslation()
  const changed = useCoresChanged()
  const suppliers = useAll<Supplier>('/suppliers')
  const [key] = useState(newKey)
  const [form] = Form.useForm<SendCore>()
  return (
    <FormDialog<SendCore>
      title={t('core.send')}
      ok={t('core.send')}
      form={form}
      onSave={async (body) => {
        await sendCore(core.line_id, body, key)
        await changed()
      }}
      onClose={onClose}
    >
      <Form.Item name="supplier_id" label={t('purchasing.supplier')} extra={t('core.usualSupplier')}>
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          options={(suppliers.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      <Form.Item name="expected_cost" label={t('store.expectedCredit')}>
        <MoneyInput currency={core.currency} label={t('store.expectedCredit')} />
      </Form.Item>
    </FormDialog>
  )
}

/** The supplier's credit note for an old part, however late it comes. */
export function CoreCreditForm({ core, onClose }: Props) {
  const { t } = useTranslation()
  const changed = useCoresChanged()
  const [key] = useState(newKey)
  return (
    <CreditForm
      title={t('core.credit')}
      currency={core.currency}
      open={core.expected_cost}
      onSave={async (note) => {
        await creditCore(core.line_id, note, key)
        await changed()
      }}
      onClose={onClose}
    />
  )
}
