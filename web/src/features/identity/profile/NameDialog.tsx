import { App, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { keepMe, useMe } from '@/app/session'
import { FormDialog } from '@/ui/FormDialog'
import { changeMe } from './commands'

export function NameDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const me = useMe()
  const { message } = App.useApp()
  const [form] = Form.useForm<{ name: string }>()
  const save = async ({ name }: { name: string }) => {
    keepMe(await changeMe({ name: name.trim() }))
    message.success(t('profile.nameSaved'))
  }
  return (
    <FormDialog
      title={t('profile.changeName')}
      form={form}
      initial={{ name: me?.name }}
      onSave={save}
      onClose={onClose}
    >
      <Form.Item
        name="name"
        label={t('users.name')}
        rules={[{ required: true, whitespace: true, message: t('form.required') }]}
      >
        <Input dir="auto" autoFocus autoComplete="name" maxLength={200} />
      </Form.Item>
    </FormDialog>
  )
}
