import { App, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { keepMe, useMe } from '@/app/session'
import { FormDialog } from '@/ui/FormDialog'
import { UserNameField, userNameOf } from '../users/UserNameField'
import { changeMe } from './commands'

interface Names {
  name: string
  user_name?: string | null
}

export function NameDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const me = useMe()
  const { message } = App.useApp()
  const [form] = Form.useForm<Names>()
  const save = async ({ name, user_name }: Names) => {
    keepMe(await changeMe({ name: name.trim(), user_name: userNameOf(user_name) }))
    message.success(t('profile.nameSaved'))
  }
  return (
    <FormDialog
      title={t('profile.changeName')}
      form={form}
      initial={{ name: me?.name, user_name: me?.user_name }}
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
      <UserNameField />
    </FormDialog>
  )
}
