import { api } from '@/api/client'
import type {
  Id,
  MessageTry,
  SmsGateway,
  SmsGatewayInput,
  SmsTrial,
  WhatsappGateway,
  WhatsappGatewayInput,
} from '@/api/types'

/** The ways of a site's short messages, with what they look like. */
export interface Gateways {
  sms: SmsGateway
  whatsapp: WhatsappGateway
}
export type GatewayKind = keyof Gateways

export const gateway = <K extends GatewayKind>(kind: K, site: Id) => ({
  queryKey: ['sites', site, `${kind}-gateway`],
  queryFn: ({ signal }: { signal: AbortSignal }) => api.get<Gateways[K]>(`/${kind}-gateways/${site}`, { signal }),
  enabled: site !== '',
})
export const setSmsGateway = (site: Id, version: number, body: SmsGatewayInput) =>
  api.put<SmsGateway>(`/sms-gateways/${site}`, body, { version })
export const setWhatsappGateway = (site: Id, version: number, body: WhatsappGatewayInput) =>
  api.put<WhatsappGateway>(`/whatsapp-gateways/${site}`, body, { version })
export const turnGateway = <K extends GatewayKind>(kind: K, site: Id, version: number, turn: 'pause' | 'resume') =>
  api.post<Gateways[K]>(`/${kind}-gateways/${site}/${turn}`, undefined, { version })
export const tryGateway = (kind: GatewayKind, site: Id, to: string) =>
  api.post<SmsTrial>(`/${kind}-gateways/${site}/try`, { to })

export const tries = (message: Id) => ({
  queryKey: ['messages', 'tries', message],
  queryFn: ({ signal }: { signal: AbortSignal }) => api.get<MessageTry[]>(`/messages/${message}/tries`, { signal }),
})
