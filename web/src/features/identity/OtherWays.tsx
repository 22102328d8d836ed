import { KeyOutlined, LoginOutlined } from '@ant-design/icons'
import { useLocation } from '@tanstack/react-router'
import { Alert, Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import { asProblem, problemText } from '@/api/problem'
import type { PasskeyChallenge } from '@/api/types'
import { signInWithPasskey } from '@/app/session'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { useSignInOptions } from './options'
import { knowsPasskeys, offersInField, signWithPasskey } from './webauthn'

/** Ways in without a password: a passkey, the garage's provider. */
export function OtherWays({ onSignedIn }: { onSignedIn?: () => void }) {
  const { t } = useTranslation()
  const { data } = useSignInOptions()
  const passkeys = data?.passkeys === true && knowsPasskeys()
  const { busy, refusal, signIn } = usePasskeySignIn(passkeys, onSignedIn)
  if (!passkeys && !data?.oidc) return null
  return (
    <div className="other-ways">
      <p className="other-ways-or muted">{t('signIn.or')}</p>
      {passkeys && (
        <Button block size="large" icon={<KeyOutlined />} loading={busy} onClick={signIn}>
          {t('passkeys.signIn')}
        </Button>
      )}
      {refusal !== null && <ProblemAlert error={refusal} />}
      {data?.oidc && (
        <Button block size="large" icon={<LoginOutlined />} href="/api/v1/auth/oidc/start">
          {t('oidc.signIn', { name: data.oidc })}
        </Button>
      )}
    </div>
  )
}

/** Why the provider's way led back here. */
export function WhyBack() {
  const code = useLocation({ select: ({ hash }) => hash })
  if (!/^[a-z][a-z-]+$/.test(code)) return null
  const text = problemText({ code, title: '' })
  return text && <Alert className="why-back" type="error" showIcon role="alert" title={text} />
}

/** By the button, and by the field of the e-mail address where browsers offer passkeys. One request at a time: a new one ends the other. */
function usePasskeySignIn(offered: boolean, onSignedIn?: () => void) {
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<unknown>(null)
  const waiting = useRef(new AbortController())
  const done = useRef(onSignedIn)
  done.current = onSignedIn

  useEffect(() => {
    if (!offered) return
    const inField = new AbortController()
    waiting.current = inField
    offersInField()
      .then((can) => (can ? enter(inField.signal, 'conditional') : false))
      .then((entered) => entered && done.current?.())
      .catch(
        (error: unknown) =>
          !inField.signal.aborted && asProblem(error).code !== 'passkey-not-given' && setRefusal(error),
      )
    return () => waiting.current.abort()
  }, [offered])

  const signIn = async () => {
    waiting.current.abort()
    waiting.current = new AbortController()
    const { signal } = waiting.current
    setBusy(true)
    setRefusal(null)
    try {
      if (await enter(signal)) done.current?.()
    } catch (error) {
      if (!signal.aborted) setRefusal(error)
    }
    setBusy(false)
  }
  return { busy, refusal, signIn }
}

async function enter(signal: AbortSignal, mediation?: CredentialMediationRequirement): Promise<boolean> {
  const challenge = await api.post<PasskeyChallenge>('/auth/passkey/start', {}, { signal })
  const credential = await signWithPasskey(challenge, signal, mediation)
  if (signal.aborted) return false
  await signInWithPasskey(challenge.ceremony_id, credential)
  return true
}
