import { App, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { useMe } from '@/app/session'
import { FormDialog } from '@/ui/FormDialog'
import { changeMe } from './commands'
import { ProofField } from './ProofField'
import { useSecurityChanged } from './queries'

interface Fields {
  email: string
  current_password?: string
}

/** Asks for another address: it counts once the link sent there is opened. */
export function EmailDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const { modal } = App.useApp()
  const isFirst = !useMe()?.email
  const changed = useSecurityChanged()
  const [form] = Form.useForm<Fields>()
  const save = async ({ email, current_password }: Fields) => {
    await changeMe({ email: email.trim(), current_password })
    changed()
    modal.success({ title: t('password.sentTitle'), content: t('email.sent', { email: email.trim() }) })
  }
  return (
    <FormDialog
      title={t(isFirst ? 'email.add' : 'email.change')}
      form={form}
      onSave={save}
      onClose={onClose}
      ok={t('password.sendLink')}
    >
      <p className="muted dialog-text">{t(isFirst ? 'email.textFirst' : 'email.text')}</p>
      <Form.Item
        name="email"
        label={t('email.new')}
        rules={[
          { required: true, message: t('form.required') },
          { type: 'email', message: t('problem.field.invalid-email') },
        ]}
      >
        <Input type="email" dir="ltr" inputMode="email" autoComplete="email" autoFocus />
      </Form.Item>
      <ProofField name="current_password" />
    </FormDialog>
  )
}
