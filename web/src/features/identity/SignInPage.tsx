import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useShared } from '@/app/device'
import { AuthCard } from './AuthCard'
import { OtherWays, WhyBack } from './OtherWays'
import { useSignInOptions } from './options'
import { SignInForm } from './SignInForm'

/** After signing in the router's guard goes on to where one wanted to be. */
export function SignInPage() {
  const { t } = useTranslation()
  const shared = useShared()
  const options = useSignInOptions().data
  return (
    <AuthCard>
      <WhyBack />
      <SignInForm />
      <OtherWays />
      <p className="sign-in-links">
        {options?.password_reset && <Link to="/forgot-password">{t('signIn.forgot')}</Link>}
        {options?.registration && <Link to="/register">{t('register.title')}</Link>}
        {shared && <Link to="/switch">{t('pin.usePin')}</Link>}
      </p>
    </AuthCard>
  )
}
