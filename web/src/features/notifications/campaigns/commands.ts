import { api } from '@/api/client'
import type {
  Campaign,
  CampaignFigures,
  CampaignInput,
  CampaignResult,
  CampaignRun,
  CampaignSettings,
  CampaignSettingsInput,
  Id,
  MessageTextPreview,
  Page,
  PreviewCampaign,
  TryCampaign,
} from '@/api/types'

type Signal = { signal: AbortSignal }

export const CHANNELS = ['whatsapp', 'sms', 'email'] as const
export const REASONS = [
  'told',
  'booked',
  'inside',
  'refused',
  'unreachable',
  'capped',
  'sold',
  'customer_gone',
] as const

const KEY = ['messages', 'campaigns']

export const campaigns = (site: Id) => ({
  queryKey: [...KEY, 'of', site],
  queryFn: ({ signal }: Signal) =>
    api.get<Page<Campaign>>('/campaigns', { query: { site, limit: 100 }, signal }).then(({ items }) => items),
})
export const campaign = (id: Id) => ({
  queryKey: [...KEY, 'one', id],
  queryFn: ({ signal }: Signal) => api.get<Campaign>(`/campaigns/${id}`, { signal }),
})
export const createCampaign = (site_id: Id, campaign: CampaignInput) =>
  api.post<Campaign>('/campaigns', { site_id, campaign })
export const updateCampaign = ({ id, version }: Campaign, body: CampaignInput) =>
  api.put<Campaign>(`/campaigns/${id}`, body, { version })
export const act = (id: Id, what: 'start' | 'pause' | 'end') => api.post<Campaign>(`/campaigns/${id}/${what}`)
export const tryOut = (id: Id, language: TryCampaign['language']) =>
  api.post<void>(`/campaigns/${id}/trial`, { language })
export const runNow = (id: Id) => api.post<CampaignRun>(`/campaigns/${id}/runs`)
export const lastRun = (id: Id) => ({
  queryKey: [...KEY, 'run', id],
  queryFn: ({ signal }: Signal) =>
    api
      .get<Page<CampaignRun>>(`/campaigns/${id}/runs`, { query: { limit: 1 }, signal })
      .then((page) => page.items[0] ?? null),
})
export const outlook = (id: Id) => ({
  queryKey: [...KEY, 'outlook', id],
  queryFn: ({ signal }: Signal) => api.get<CampaignFigures>(`/campaigns/${id}/outlook`, { signal }),
})
export const result = (id: Id) => ({
  queryKey: [...KEY, 'result', id],
  queryFn: ({ signal }: Signal) => api.get<CampaignResult>(`/campaigns/${id}/result`, { signal }),
})
export const settings = (site: Id) => ({
  queryKey: [...KEY, 'settings', site],
  queryFn: ({ signal }: Signal) => api.get<CampaignSettings>(`/campaign-settings/${site}`, { signal }),
})
export const setSettings = (site: Id, version: number, body: CampaignSettingsInput) =>
  api.put<CampaignSettings>(`/campaign-settings/${site}`, body, { version })
export const preview = (site: Id, body: PreviewCampaign, signal: AbortSignal) =>
  api.post<MessageTextPreview>(`/campaign-previews/${site}`, body, { signal })

export const inAll = { queryKey: KEY }
