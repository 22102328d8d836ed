import { useNavigate } from '@tanstack/react-router'
import { Alert, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { signOut, useByPin } from '@/app/session'
import { PageHeader } from '@/ui/PageHeader'
import { MePanel } from './MePanel'
import { MySignInsPanel } from './MySignInsPanel'
import { SecurityPanel } from './SecurityPanel'
import { SessionsPanel } from './SessionsPanel'
import './profile.css'

/** One's own account: who one is, how one signs in, where one is signed in. */
export function ProfilePage() {
  const { t } = useTranslation()
  const byPin = useByPin()
  return (
    <>
      <PageHeader title={t('profile.title')} />
      <div className="record-columns">
        <div className="stack">
          {byPin ? (
            <ClosedByPin />
          ) : (
            <>
              <SecurityPanel />
              <SessionsPanel />
              <MySignInsPanel />
            </>
          )}
        </div>
        <MePanel />
      </div>
    </>
  )
}

/** A PIN opens the workshop, never the account. */
function ClosedByPin() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const go = () => signOut().then(() => navigate({ to: '/sign-in', search: { to: '/profile' } }))
  const action = <Button onClick={go}>{t('pin.usePassword')}</Button>
  return (
    <Alert type="info" showIcon title={t('profile.closed')} description={t('profile.closedText')} action={action} />
  )
}
