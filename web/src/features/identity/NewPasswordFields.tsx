import { Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'

const LEAST = 8

/** The form's fields `password` and, to be sure of what was typed, `again`. */
export function NewPasswordFields({ autoFocus = false }: { autoFocus?: boolean }) {
  const { t } = useTranslation()
  return (
    <>
      <Form.Item
        name="password"
        label={t('password.new')}
        extra={t('password.hint')}
        rules={[
          { required: true, message: t('form.required') },
          { min: LEAST, message: t('password.tooShort') },
        ]}
      >
        <Input.Password dir="ltr" autoFocus={autoFocus} autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name="again"
        label={t('password.again')}
        dependencies={['password']}
        rules={[
          { required: true, message: t('form.required') },
          ({ getFieldValue }) => ({
            validator: async (_, value: string) => {
              if (value && value !== getFieldValue('password')) throw new Error(t('password.differs'))
            },
          }),
        ]}
      >
        <Input.Password dir="ltr" autoComplete="new-password" />
      </Form.Item>
    </>
  )
}
