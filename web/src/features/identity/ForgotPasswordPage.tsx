import { MailOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Form, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '@/ui/EmptyState'
import { AuthCard } from './AuthCard'
import { AuthForm } from './AuthForm'
import { askForReset } from './links'
import { useSignInOptions } from './options'

/** Asks for a link to set a new password. Whether somebody has the address is not told. */
export function ForgotPasswordPage() {
  const { t } = useTranslation()
  const [form] = Form.useForm<{ email: string }>()
  const [sentTo, setSentTo] = useState<string | null>(null)
  const send = async ({ email }: { email: string }) => {
    await askForReset(email.trim())
    setSentTo(email.trim())
  }
  const options = useSignInOptions().data
  const back = <Link to="/sign-in">{t('signIn.back')}</Link>
  return (
    <AuthCard title={t('password.forgotTitle')}>
      {options?.password_reset === false ? (
        <EmptyState
          icon={<MailOutlined />}
          title={t('password.noMailTitle')}
          text={t('password.noMailText')}
          action={back}
        />
      ) : sentTo ? (
        <EmptyState
          icon={<MailOutlined />}
          title={t('password.sentTitle')}
          text={t('password.sentText', { email: sentTo })}
          action={back}
        />
      ) : (
        <>
          <p className="muted sign-in-kept">{t('password.forgotText')}</p>
          <AuthForm form={form} go={t('password.sendLink')} onSend={send}>
            <Form.Item name="email" label={t('signIn.who')} rules={[{ required: true, message: t('form.required') }]}>
              <Input dir="ltr" autoComplete="username" inputMode="email" autoCapitalize="none" autoFocus />
            </Form.Item>
          </AuthForm>
          <p className="sign-in-links">{back}</p>
        </>
      )}
    </AuthCard>
  )
}
