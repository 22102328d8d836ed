import { api } from '@/api/client'
import type { Id, MessageTry, SmsGateway, SmsGatewayInput, SmsTrial } from '@/api/types'

export const smsGateway = (site: Id) => ({
  queryKey: ['sites', site, 'sms-gateway'],
  queryFn: ({ signal }: { signal: AbortSignal }) => api.get<SmsGateway>(`/sms-gateways/${site}`, { signal }),
  enabled: site !== '',
})
export const setSmsGateway = (site: Id, version: number, body: SmsGatewayInput) =>
  api.put<SmsGateway>(`/sms-gateways/${site}`, body, { version })
export const turnSmsGateway = (site: Id, version: number, turn: 'pause' | 'resume') =>
  api.post<SmsGateway>(`/sms-gateways/${site}/${turn}`, undefined, { version })
export const trySmsGateway = (site: Id, to: string) => api.post<SmsTrial>(`/sms-gateways/${site}/try`, { to })

export const tries = (message: Id) => ({
  queryKey: ['messages', 'tries', message],
  queryFn: ({ signal }: { signal: AbortSignal }) => api.get<MessageTry[]>(`/messages/${message}/tries`, { signal }),
})
