import { Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'

const RULE = /^[A-Za-z0-9._-]{3,32}$/

/** What somebody may sign in with in place of their address. */
export function UserNameField() {
  const { t } = useTranslation()
  return (
    <Form.Item
      name="user_name"
      label={t('users.userName')}
      extra={t('users.userNameHint')}
      normalize={(typed: string) => typed.trim()}
      rules={[{ pattern: RULE, message: t('users.userNameRule') }]}
    >
      <Input dir="ltr" autoComplete="off" autoCapitalize="none" spellCheck={false} maxLength={32} />
    </Form.Item>
  )
}

/** The field's value as the API takes it: emptied, it is taken away. */
export const userNameOf = (typed: string | null | undefined) => typed || null
