import { App, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { keepMe, signsInAs, useMe } from '@/app/session'
import { FormDialog } from '@/ui/FormDialog'
import { NewPasswordFields } from '../NewPasswordFields'
import { changePassword } from './commands'
import { ProofField } from './ProofField'
import { useSecurityChanged } from './queries'

interface Fields {
  current_password?: string
  password: string
}

export function PasswordDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const me = useMe()
  const { message } = App.useApp()
  const changed = useSecurityChanged()
  const [form] = Form.useForm<Fields>()
  const save = async ({ current_password, password }: Fields) => {
    await changePassword(current_password, password)
    if (me) keepMe({ ...me, has_password: true })
    changed()
    message.success(t('password.changed'))
  }
  return (
    <FormDialog
      title={t(me?.has_password ? 'password.change' : 'password.set')}
      form={form}
      onSave={save}
      onClose={onClose}
    >
      <p className="muted dialog-text">{t('password.endsOthers')}</p>
      {/* For password managers: whose password it is. */}
      <Input type="hidden" autoComplete="username" value={me ? signsInAs(me) : undefined} />
      <ProofField name="current_password" autoFocus />
      <NewPasswordFields autoFocus={!me?.has_password} />
    </FormDialog>
  )
}
