import { Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { useMe } from '@/app/session'

/** The current password once more, before something changes about how one signs in; the form's field `password`. */
export function ProofField({ name = 'password', autoFocus = false }: { name?: string; autoFocus?: boolean }) {
  const { t } = useTranslation()
  if (!useMe()?.has_password) return null
  return (
    <Form.Item name={name} label={t('password.current')} rules={[{ required: true, message: t('form.required') }]}>
      <Input.Password dir="ltr" autoFocus={autoFocus} autoComplete="current-password" />
    </Form.Item>
  )
}
