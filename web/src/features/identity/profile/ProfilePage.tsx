import { useLocation, useNavigate } from '@tanstack/react-router'
import { Alert, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { signOut, useByPin } from '@/app/session'
import { FeedsPanel } from '@/features/booking/FeedsPanel'
import { PushPanel } from '@/features/push/PushPanel'
import { PageHeader } from '@/ui/PageHeader'
import { WhyBack } from '../OtherWays'
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
              <LinkedOrWhyNot />
              <SecurityPanel />
              <SessionsPanel />
              <PushPanel />
              <FeedsPanel />
              <MySignInsPanel />
            </>
          )}
        </div>
        <MePanel />
      </div>
    </>
  )
}

/** Coming back from the provider. */
function LinkedOrWhyNot() {
  const { t } = useTranslation()
  const hash = useLocation({ select: (location) => location.hash })
  if (hash === 'sign-in-linked') return <Alert type="success" showIcon role="status" title={t('oidc.nowLinked')} />
  return <WhyBack />
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
