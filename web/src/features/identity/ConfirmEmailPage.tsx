import { Link } from '@tanstack/react-router'
import { Alert, Form } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LinkAnswer } from '@/api/types'
import { currentMe, refreshMe } from '@/app/session'
import { AuthCard } from './AuthCard'
import { AuthForm } from './AuthForm'
import { LinkGate } from './LinkGate'
import { confirmEmail, useLinkToken } from './links'

/** Where the link to a new e-mail address leads. Opening it changes nothing: programs that look at mail open links, too. */
export function ConfirmEmailPage() {
  const { t } = useTranslation()
  const token = useLinkToken()
  const [confirmed, setConfirmed] = useState<LinkAnswer | null>(null)
  const back = <Link to="/profile">{t('email.toProfile')}</Link>
  return (
    <AuthCard title={t('email.confirmTitle')}>
      {confirmed ? (
        <div className="stack">
          <Alert type="success" showIcon title={t('email.confirmed', { email: confirmed.email })} />
          <p className="sign-in-links">{back}</p>
        </div>
      ) : (
        <LinkGate token={token} otherwise={back}>
          {(link) => <ConfirmForm token={token} link={link} onConfirmed={() => setConfirmed(link)} />}
        </LinkGate>
      )}
    </AuthCard>
  )
}

interface Props {
  token: string
  link: LinkAnswer
  onConfirmed: () => void
}

function ConfirmForm({ token, link, onConfirmed }: Props) {
  const { t } = useTranslation()
  const [form] = Form.useForm<object>()
  const send = async () => {
    await confirmEmail(token)
    if (currentMe()) await refreshMe()
    onConfirmed()
  }
  return (
    <AuthForm form={form} go={t('email.confirm')} onSend={send}>
      <p className="sign-in-kept">
        <bdi>{link.name}</bdi> · <bdi dir="ltr">{link.email}</bdi>
      </p>
      <p className="muted">{t('email.confirmText')}</p>
    </AuthForm>
  )
}
