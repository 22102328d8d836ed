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

/** Ways in without a password: a passkey, the garage's provider; `staying` on the page, only what does not lead away from it. */
export function OtherWays({ staying = false }: { staying?: boolean }) {
  const { t } = useTranslation()
  const { data } = useSignInOptions()
  const provider = staying ? null : data?.oidc
  const passkeys = data?.passkeys === true && knowsPasskeys()
  const { busy, refusal, signIn } = usePasskeySignIn(passkeys)
  if (!passkeys && !provider) return null
  return (
    <div className="other-ways">
      <p className="other-ways-or muted">{t('signIn.or')}</p>
      {passkeys && (
        <Button block size="large" icon={<KeyOutlined />} loading={busy} onClick={signIn}>
          {t('passkeys.signIn')}
        </Button>
      )}
      {refusal !== null && <ProblemAlert error={refusal} />}
      {provider && (
        <Button block size="large" icon={<LoginOutlined />} href="/api/v1/auth/oidc/start">
          {t('oidc.signIn', { name: provider })}
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
function usePasskeySignIn(offered: boolean) {
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<unknown>(null)
  const waiting = useRef(new AbortController())

  useEffect(() => {
    if (!offered) return
    const inField = new AbortController()
    waiting.current = inField
    offersInField()
      .then((can) => (can ? enter(inField.signal, 'conditional') : undefined))
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
      await enter(signal)
    } catch (error) {
      if (!signal.aborted) setRefusal(error)
    }
    setBusy(false)
  }
  return { busy, refusal, signIn }
}

async function enter(signal: AbortSignal, mediation?: CredentialMediationRequirement): Promise<void> {
  const challenge = await api.post<PasskeyChallenge>('/auth/passkey/start', {}, { signal })
  const credential = await signWithPasskey(challenge, signal, mediation)
  if (signal.aborted) return
  await signInWithPasskey(challenge.ceremony_id, credential)
}
