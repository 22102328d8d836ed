import { Form, Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newKey } from '@/api/repeat'
import type { Id, Supplier } from '@/api/types'
import { useSiteId } from '@/app/site'
import { FormDialog } from '@/ui/FormDialog'
import { useAll } from '@/ui/useAll'
import { createReturn } from './commands'

interface Fields {
  supplier_id: Id
  notes?: string
}

/** A draft for one supplier; what goes back follows on its page. */
export function NewReturnForm({ onClose, onSaved }: { onClose: () => void; onSaved: (id: Id) => void }) {
  const { t } = useTranslation()
  const site_id = useSiteId()
  const suppliers = useAll<Supplier>('/suppliers')
  const [key] = useState(newKey)
  const [form] = Form.useForm<Fields>()
  const save = async ({ supplier_id, notes }: Fields) => {
    const { id } = await createReturn({ site_id, supplier_id, lines: [], notes: notes?.trim() || null }, key)
    onSaved(id)
  }
  return (
    <FormDialog<Fields> title={t('store.newReturn')} form={form} onSave={save} onClose={onClose} goesOn>
      <Form.Item
        name="supplier_id"
        label={t('purchasing.supplier')}
        rules={[{ required: true, message: t('form.required') }]}
      >
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={(suppliers.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      <Form.Item name="notes" label={t('purchasing.notes')}>
        <Input.TextArea autoSize={{ minRows: 2 }} dir="auto" />
      </Form.Item>
    </FormDialog>
  )
}
