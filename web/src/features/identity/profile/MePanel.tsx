import { EditOutlined, MailOutlined } from '@ant-design/icons'
import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { chooseLanguage } from '@/app/LanguageSwitch'
import { LANGUAGES } from '@/app/locale'
import { useByPin, useMe } from '@/app/session'
import { Facts } from '@/ui/Facts'
import { useLanguage } from '@/ui/useLanguage'
import { useSignInOptions } from '../options'
import { useRoleName } from '../roles/names'
import { EmailDialog } from './EmailDialog'
import { NameDialog } from './NameDialog'

export function MePanel() {
  const { t } = useTranslation()
  const me = useMe()
  const language = useLanguage()
  const roleName = useRoleName()
  const byPin = useByPin()
  // Without a mail server nobody can show that an address is theirs.
  const mayMail = useSignInOptions().data?.password_reset
  const [opened, setOpened] = useState<'name' | 'email' | null>(null)
  const close = () => setOpened(null)
  if (!me) return null
  const places = me.sites.map(({ name, role }) => ({ label: name, value: <bdi>{roleName(role)}</bdi> }))
  const names = [
    { label: t('signIn.email'), value: me.email && <bdi dir="ltr">{me.email}</bdi> },
    { label: t('users.userName'), value: me.user_name && <bdi dir="ltr">{me.user_name}</bdi> },
  ]
  return (
    <aside className="panel aside">
      <header className="panel-head">
        <h2 className="panel-title">
          <bdi>{me.name}</bdi>
        </h2>
      </header>
      <div className="panel-body stack">
        <Facts facts={[...names, ...places]} />
        {!byPin && (
          <div className="row wrap">
            <Button icon={<EditOutlined />} onClick={() => setOpened('name')}>
              {t('profile.changeName')}
            </Button>
            {mayMail && (
              <Button icon={<MailOutlined />} onClick={() => setOpened('email')}>
                {t(me.email ? 'email.change' : 'email.add')}
              </Button>
            )}
          </div>
        )}
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
      {opened === 'name' && <NameDialog onClose={close} />}
      {opened === 'email' && <EmailDialog onClose={close} />}
    </aside>
  )
}
