import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useShared } from '@/app/device'
import { AuthCard } from './AuthCard'
import { OtherWays, WhyBack } from './OtherWays'
import { SignInForm } from './SignInForm'

/** After signing in the router's guard goes on to where one wanted to be. */
export function SignInPage() {
  const { t } = useTranslation()
  const shared = useShared()
  return (
    <AuthCard>
      <WhyBack />
      <SignInForm />
      <OtherWays />
      <p className="sign-in-links">
        <Link to="/forgot-password">{t('signIn.forgot')}</Link>
        {shared && <Link to="/switch">{t('pin.usePin')}</Link>}
      </p>
    </AuthCard>
  )
}
