import { App, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { FormDialog } from '@/ui/FormDialog'
import { setPin } from './commands'
import { ProofField } from './ProofField'
import { useSecurityChanged } from './queries'

interface Fields {
  pin: string
  password?: string
}

export function PinDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const changed = useSecurityChanged()
  const [form] = Form.useForm<Fields>()
  const save = async ({ pin, password }: Fields) => {
    await setPin({ pin, password })
    changed()
    message.success(t('profile.pinSet'))
  }
  const rules = [
    { required: true, message: t('form.required') },
    { pattern: /^[0-9]{4,8}$/, message: t('pin.rule') },
  ]
  return (
    <FormDialog title={t('profile.setPin')} form={form} onSave={save} onClose={onClose}>
      <p className="muted dialog-text">{t('profile.pinText')}</p>
      <Form.Item name="pin" label={t('pin.new')} extra={t('pin.hint')} rules={rules}>
        <Input.Password dir="ltr" autoFocus inputMode="numeric" autoComplete="off" maxLength={8} />
      </Form.Item>
      <ProofField />
    </FormDialog>
  )
}
