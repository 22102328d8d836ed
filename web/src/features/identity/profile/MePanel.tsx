import { Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { chooseLanguage } from '@/app/LanguageSwitch'
import { LANGUAGES } from '@/app/locale'
import { useMe } from '@/app/session'
import { Facts } from '@/ui/Facts'
import { useLanguage } from '@/ui/useLanguage'
import { useRoleName } from '../roles/names'

export function MePanel() {
  const { t } = useTranslation()
  const me = useMe()
  const language = useLanguage()
  const roleName = useRoleName()
  if (!me) return null
  const places = me.sites.map(({ name, role }) => ({ label: name, value: <bdi>{roleName(role)}</bdi> }))
  return (
    <aside className="panel aside">
      <header className="panel-head">
        <h2 className="panel-title">
          <bdi>{me.name}</bdi>
        </h2>
      </header>
      <div className="panel-body stack">
        <Facts facts={[{ label: t('signIn.email'), value: <bdi dir="ltr">{me.email}</bdi> }, ...places]} />
        <div>
          <p className="muted">{t('app.language')}</p>
          <Segmented
            block
            aria-label={t('app.language')}
            value={language}
            onChange={chooseLanguage}
            options={LANGUAGES.map(({ code, name }) => ({ value: code, label: name }))}
          />
        </div>
      </div>
    </aside>
  )
}
