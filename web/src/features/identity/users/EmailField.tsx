import { Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'

/** Somebody's address. Who has none has a user name, which `needsOne` sees to where both are on the form. */
export function EmailField({ needsOne = false }: { needsOne?: boolean }) {
  const { t } = useTranslation()
  const form = Form.useFormInstance()
  const named = (email?: string) =>
    !needsOne || email?.trim() || form.getFieldValue('user_name')
      ? Promise.resolve()
      : Promise.reject(new Error(t('problem.field.no-sign-in-name')))
  return (
    <Form.Item
      name="email"
      label={t('signIn.email')}
      extra={t('users.noEmailHint')}
      dependencies={['user_name']}
      rules={[{ validator: (_, email?: string) => named(email) }]}
    >
      <Input dir="ltr" inputMode="email" autoComplete="off" />
    </Form.Item>
  )
}

/** The field's value as the API takes it. */
export const emailOf = (typed: string | null | undefined) => typed?.trim() || null
