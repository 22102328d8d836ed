import { Link, useNavigate } from '@tanstack/react-router'
import { Form, Input, Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Language, LinkAnswer } from '@/api/types'
import { LANGUAGES, setLanguage } from '@/app/locale'
import { signIn, signOut, signsInAs } from '@/app/session'
import { useLanguage } from '@/ui/useLanguage'
import { AuthCard } from './AuthCard'
import { AuthForm } from './AuthForm'
import { LinkGate } from './LinkGate'
import { acceptInvitation, useLinkToken } from './links'
import { NewPasswordFields } from './NewPasswordFields'

interface Fields {
  name: string
  language: Language
  password: string
}

/** Where an invitation leads: set a password, and in. */
export function JoinPage() {
  const { t } = useTranslation()
  const token = useLinkToken()
  return (
    <AuthCard title={t('join.title')}>
      <LinkGate token={token} otherwise={<Link to="/sign-in">{t('signIn.back')}</Link>}>
        {(link) => <JoinForm token={token} link={link} />}
      </LinkGate>
    </AuthCard>
  )
}

function JoinForm({ token, link }: { token: string; link: LinkAnswer }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const language = useLanguage()
  const [form] = Form.useForm<Fields>()
  const send = async ({ name, language, password }: Fields) => {
    await acceptInvitation({ token, name: name.trim(), language, password })
    await signOut()
    await signIn(signsInAs(link), password)
    navigate({ to: '/', replace: true })
  }
  return (
    <AuthForm form={form} initial={{ name: link.name, language }} go={t('join.go')} onSend={send}>
      <p className="muted sign-in-kept">{t(`join.welcome.${link.purpose}`)}</p>
      <Form.Item label={t(link.email ? 'signIn.email' : 'users.userName')} htmlFor="join-email">
        <Input id="join-email" dir="ltr" readOnly autoComplete="username" value={signsInAs(link)} />
      </Form.Item>
      <Form.Item
        name="name"
        label={t('join.name')}
        rules={[{ required: true, whitespace: true, message: t('form.required') }]}
      >
        <Input dir="auto" autoComplete="name" />
      </Form.Item>
      <Form.Item name="language" label={t('app.language')}>
        <Segmented
          block
          options={LANGUAGES.map(({ code, name }) => ({ value: code, label: name }))}
          onChange={(code: Language) => setLanguage(code, true)}
        />
      </Form.Item>
      <NewPasswordFields autoFocus />
    </AuthForm>
  )
}
