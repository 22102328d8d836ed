import { Button, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { signOut, signsInAs, useByPin, useMe } from '@/app/session'
import { OtherWays } from './OtherWays'
import { PinPad } from './PinPad'
import { SignInForm } from './SignInForm'

const ABOVE_ALL = 3000

/** The session ended: signing in over the page keeps everything that was typed on it. */
export function SignInAgain() {
  const { t } = useTranslation()
  const me = useMe()
  const [byPin] = useState(useByPin())
  return (
    <Modal
      open
      title={t('signIn.expired')}
      width={400}
      zIndex={ABOVE_ALL}
      footer={null}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
    >
      <p className="muted sign-in-kept">{t(byPin ? 'pin.kept' : 'signIn.kept')}</p>
      {byPin && me ? (
        <PinPad person={me} />
      ) : (
        <>
          <SignInForm email={me ? signsInAs(me) : undefined} />
          <OtherWays staying />
        </>
      )}
      <Button type="link" block onClick={() => signOut()}>
        {t('signIn.someoneElse')}
      </Button>
    </Modal>
  )
}
