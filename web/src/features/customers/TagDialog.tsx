import { Form, Input, Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import type { CustomerTag, CustomerTagInput } from '@/api/types'
import { FormDialog } from '@/ui/FormDialog'
import { Tag } from '@/ui/StatusTag'
import { createTag, updateTag } from './commands'
import { useCustomersChanged } from './queries'

const COLOURS = ['grey', 'teal', 'green', 'amber', 'red', 'blue', 'violet'] as const

/** A new tag, or another name and colour of one. */
export function TagDialog({ tag, onClose }: { tag?: CustomerTag; onClose: () => void }) {
  const { t } = useTranslation()
  const [form] = Form.useForm<CustomerTagInput>()
  const changed = useCustomersChanged()
  const save = async ({ name, colour }: CustomerTagInput) => {
    const body = { name: name.trim(), colour }
    await (tag ? updateTag(tag.id, body) : createTag(body))
    changed()
  }
  return (
    <FormDialog<CustomerTagInput>
      title={tag ? t('customers.tags.edit') : t('customers.tags.new')}
      form={form}
      initial={tag ?? { colour: 'teal' }}
      onSave={save}
      onClose={onClose}
    >
      <Form.Item
        name="name"
        label={t('customers.tags.name')}
        rules={[{ required: true, whitespace: true, message: t('form.required') }]}
      >
        <Input autoFocus dir="auto" autoComplete="off" maxLength={40} />
      </Form.Item>
      <Form.Item name="colour" label={t('customers.tags.colour')}>
        <Segmented
          className="tag-colours"
          options={COLOURS.map((value) => ({
            value,
            label: <Tag tone={value}>{t(`customers.tags.colours.${value}`)}</Tag>,
          }))}
        />
      </Form.Item>
    </FormDialog>
  )
}
