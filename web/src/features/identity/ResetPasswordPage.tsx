import { Link, useNavigate } from '@tanstack/react-router'
import { Alert, Form } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LinkAnswer } from '@/api/types'
import { signOut, signsInAs } from '@/app/session'
import { AuthCard } from './AuthCard'
import { AuthForm } from './AuthForm'
import { LinkGate } from './LinkGate'
import { resetPassword, useLinkToken } from './links'
import { NewPasswordFields } from './NewPasswordFields'
import { SignInForm } from './SignInForm'

/** Where the link to set a new password leads. */
export function ResetPasswordPage() {
  const { t } = useTranslation()
  const token = useLinkToken()
  const [changed, setChanged] = useState<LinkAnswer | null>(null)
  return (
    <AuthCard title={t('password.resetTitle')}>
      {changed ? (
        <Changed email={signsInAs(changed)} />
      ) : (
        <LinkGate token={token} otherwise={<Link to="/forgot-password">{t('password.askAgain')}</Link>}>
          {(link) => <ResetForm token={token} link={link} onChanged={() => setChanged(link)} />}
        </LinkGate>
      )}
    </AuthCard>
  )
}

interface Props {
  token: string
  link: LinkAnswer
  onChanged: () => void
}

function ResetForm({ token, link, onChanged }: Props) {
  const { t } = useTranslation()
  const [form] = Form.useForm<{ password: string }>()
  const send = async ({ password }: { password: string }) => {
    await resetPassword(token, password)
    // Their sessions ended everywhere; somebody else's would be in the way.
    await signOut()
    onChanged()
  }
  return (
    <AuthForm form={form} go={t('password.set')} onSend={send}>
      <p className="muted sign-in-kept">
        <bdi>{link.name}</bdi> · <bdi dir="ltr">{signsInAs(link)}</bdi>
      </p>
      <NewPasswordFields autoFocus />
    </AuthForm>
  )
}

function Changed({ email }: { email: string }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  return (
    <div className="stack">
      <Alert type="success" showIcon title={t('password.changedSignIn')} />
      <SignInForm email={email} onSignedIn={() => navigate({ to: '/', replace: true })} />
    </div>
  )
}
