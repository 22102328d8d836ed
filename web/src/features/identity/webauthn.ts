import { ProblemError } from '@/api/problem'
import type { PasskeyChallenge } from '@/api/types'

/** Browsers of before 2025 cannot read challenges as JSON. */
export const knowsPasskeys = () =>
  typeof PublicKeyCredential !== 'undefined' && 'parseRequestOptionsFromJSON' in PublicKeyCredential

/** Can passkeys be offered in the field of the e-mail address? */
export const offersInField = async () =>
  knowsPasskeys() && ((await PublicKeyCredential.isConditionalMediationAvailable?.()) ?? false)

/** Has the browser make a passkey; what it answers, as JSON. */
export async function makePasskey({ options }: PasskeyChallenge): Promise<unknown> {
  const { publicKey } = options as unknown as { publicKey: PublicKeyCredentialCreationOptionsJSON }
  return asked(() =>
    navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(publicKey) }),
  )
}

/** Has the browser sign a challenge; `conditional` waits in the field of the e-mail address until one is chosen there. */
export async function signWithPasskey(
  { options }: PasskeyChallenge,
  signal: AbortSignal,
  mediation?: CredentialMediationRequirement,
): Promise<unknown> {
  const { publicKey } = options as unknown as { publicKey: PublicKeyCredentialRequestOptionsJSON }
  const request = PublicKeyCredential.parseRequestOptionsFromJSON(publicKey)
  return asked(() => navigator.credentials.get({ publicKey: request, signal, mediation }))
}

async function asked(ask: () => Promise<Credential | null>): Promise<unknown> {
  try {
    const credential = await ask()
    if (credential instanceof PublicKeyCredential) return credential.toJSON()
  } catch (error) {
    throw refusal(error)
  }
  throw problem('passkey-not-given')
}

/** The browser's reasons, as far as people can do something about them; it hides whether somebody declined or has none. */
function refusal(error: unknown): unknown {
  if (!(error instanceof DOMException)) return error
  if (error.name === 'InvalidStateError') return problem('passkey-there')
  return error.name === 'AbortError' ? error : problem('passkey-not-given')
}

function problem(code: string): ProblemError {
  return new ProblemError({ type: `/problems/${code}`, code, title: code, status: 0 })
}
