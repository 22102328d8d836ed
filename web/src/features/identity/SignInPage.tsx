import { useTranslation } from 'react-i18next'
import { LanguageSwitch } from '@/app/LanguageSwitch'
import { Logo } from '@/ui/Logo'
import { SignInForm } from './SignInForm'
import './sign-in.css'

/** After signing in the router's guard goes on to where one wanted to be. */
export function SignInPage() {
  const { t } = useTranslation()
  return (
    <main className="sign-in">
      <section className="sign-in-card">
        <div className="sign-in-brand">
          <Logo size={44} />
          <div>
            <h1>ECAR</h1>
            <p className="muted">{t('signIn.tagline')}</p>
          </div>
        </div>
        <SignInForm />
        <div className="sign-in-language">
          <LanguageSwitch />
        </div>
      </section>
    </main>
  )
}
