import { App, Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { errorText } from '@/api/problem'
import { keepMe, useMe } from '@/app/session'
import { removePin } from './commands'
import { PasskeysRow } from './PasskeysRow'
import { PasswordDialog } from './PasswordDialog'
import { PinDialog } from './PinDialog'
import { ProviderRow } from './ProviderRow'
import { SecondFactorRow } from './SecondFactorRow'

type Opened = 'password' | 'pin' | null

/** How one signs in. */
export function SecurityPanel() {
  const { t } = useTranslation()
  const me = useMe()
  const { message } = App.useApp()
  const [opened, setOpened] = useState<Opened>(null)
  const close = () => setOpened(null)
  const forgetPin = () =>
    removePin().then(
      () => {
        if (me) keepMe({ ...me, has_pin: false })
        message.success(t('profile.pinRemoved'))
      },
      (error: unknown) => message.error(errorText(error)),
    )
  return (
    <section className="panel">
      <header className="panel-head">
        <h2 className="panel-title">{t('profile.security')}</h2>
      </header>
      <SecurityRow name={t('password.title')} text={t('profile.passwordText')}>
        <Button onClick={() => setOpened('password')}>
          {t(me?.has_password ? 'password.change' : 'password.set')}
        </Button>
      </SecurityRow>
      <SecondFactorRow />
      <PasskeysRow />
      <ProviderRow />
      <SecurityRow name={t('pin.title')} text={t('profile.pinText')}>
        <Button onClick={() => setOpened('pin')}>{t(me?.has_pin ? 'profile.changePin' : 'profile.setPin')}</Button>
        {me?.has_pin && <Button onClick={forgetPin}>{t('profile.removePin')}</Button>}
      </SecurityRow>
      {opened === 'password' && <PasswordDialog onClose={close} />}
      {opened === 'pin' && <PinDialog onClose={close} />}
    </section>
  )
}

interface RowProps {
  name: string
  beside?: ReactNode
  text: string
  children: ReactNode
}

export function SecurityRow({ name, beside, text, children }: RowProps) {
  return (
    <div className="security-row">
      <div className="grow">
        <h3 className="row wrap">
          {name} {beside}
        </h3>
        <p className="muted">{text}</p>
      </div>
      <div className="row wrap">{children}</div>
    </div>
  )
}
