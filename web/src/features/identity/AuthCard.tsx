import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { LanguageSwitch } from '@/app/LanguageSwitch'
import { Logo } from '@/ui/Logo'
import './sign-in.css'

/** What stands around every page for people who are not signed in. */
export function AuthCard({ title, wide = false, children }: { title?: string; wide?: boolean; children: ReactNode }) {
  const { t } = useTranslation()
  useEffect(() => {
    document.title = title ? `${title} · ECAR` : 'ECAR'
  }, [title])
  const Name = title ? 'p' : 'h1'
  return (
    <main className="sign-in">
      <section className={wide ? 'sign-in-card wide' : 'sign-in-card'}>
        <div className="sign-in-brand">
          <Logo size={44} />
          <div>
            <Name className="sign-in-name">ECAR</Name>
            <p className="muted">{t('signIn.tagline')}</p>
          </div>
        </div>
        {title && <h1 className="sign-in-title">{title}</h1>}
        {children}
        <div className="sign-in-language">
          <LanguageSwitch />
        </div>
      </section>
    </main>
  )
}
