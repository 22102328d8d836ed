import { api } from '@/api/client'
import type { Id, Me, MyChanges, NewSecondFactor, Passkey, PasskeyChallenge, RecoveryCodes } from '@/api/types'

export interface Proof {
  password?: string
}

export const changeMe = (changes: MyChanges) => api.patch<Me>('/me', changes)

export const changePassword = (current: string | undefined, password: string) =>
  api.post('/me/password', { current_password: current, password })

export const beginSecondFactor = (proof: Proof) => api.post<NewSecondFactor>('/me/second-factor', proof)
export const confirmSecondFactor = (code: string) => api.post<RecoveryCodes>('/me/second-factor/confirm', { code })
export const makeRecoveryCodes = (proof: Proof) => api.post<RecoveryCodes>('/me/second-factor/recovery-codes', proof)
export const removeSecondFactor = (body: Proof & { code: string }) => api.post('/me/second-factor/remove', body)

export const startPasskey = (proof: Proof) => api.post<PasskeyChallenge>('/me/passkeys/start', proof)
export const finishPasskey = (body: { ceremony_id: Id; name: string; credential: unknown }) =>
  api.post<Passkey>('/me/passkeys/finish', body)
export const renamePasskey = (id: Id, name: string) => api.patch<Passkey>(`/me/passkeys/${id}`, { name })
export const removePasskey = (id: Id, proof: Proof) => api.post(`/me/passkeys/${id}/remove`, proof)

export const startLink = (proof: Proof) => api.post<{ address: string }>('/me/oidc/start', proof)
export const unlink = (proof: Proof) => api.post('/me/oidc/unlink', proof)

export const setPin = (body: Proof & { pin: string }) => api.put('/me/pin', body)
export const removePin = () => api.del('/me/pin')

export const endSession = (id: Id) => api.del(`/me/sessions/${id}`)
export const endOtherSessions = () => api.post('/me/sessions/end', { this_one_too: false })
