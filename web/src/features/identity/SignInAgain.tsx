import { Button, Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { signOut, useMe } from '@/app/session'
import { SignInForm } from './SignInForm'

const ABOVE_ALL = 3000

/** The session ended: signing in over the page keeps everything that was typed on it. */
export function SignInAgain() {
  const { t } = useTranslation()
  const me = useMe()
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
      <p className="muted sign-in-kept">{t('signIn.kept')}</p>
      <SignInForm email={me?.email} />
      <Button type="link" block onClick={() => signOut()}>
        {t('signIn.someoneElse')}
      </Button>
    </Modal>
  )
}
