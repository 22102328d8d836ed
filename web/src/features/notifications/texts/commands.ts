import { api } from '@/api/client'
import type {
  Id,
  Language,
  Message,
  MessageSettings,
  MessageSettingsInput,
  MessageText,
  MessageTextPreview,
  MessageTexts,
  Page,
  PreviewMessageText,
  SetMessageText,
} from '@/api/types'

/** Which text: an event's, for a channel, in a language; of all sites where none is named. */
export interface Place {
  event: Message['event']
  channel: MessageText['channel']
  language: Language
  site?: Id
}

type Signal = { signal: AbortSignal }

const path = ({ event, channel, language }: Place) => `/message-texts/${event}/${channel}/${language}`

export const messageTexts = (site?: Id) => ({
  queryKey: ['message-texts', 'list', site ?? 'all'],
  queryFn: ({ signal }: Signal) => api.get<MessageTexts>('/message-texts', { query: { site }, signal }),
})
export const messageText = (place: Place) => ({
  queryKey: ['message-texts', 'one', path(place), place.site ?? 'all'],
  queryFn: ({ signal }: Signal) => api.get<MessageText>(path(place), { query: { site: place.site }, signal }),
})
export const setMessageText = (place: Place, version: number, body: SetMessageText) =>
  api.put<MessageText>(path(place), body, { query: { site: place.site }, version })
export const removeMessageText = (place: Place, version: number) =>
  api.del<MessageText>(path(place), { query: { site: place.site }, version })
export const previewMessageText = (place: Place, body: PreviewMessageText, signal: AbortSignal) =>
  api.post<MessageTextPreview>(`${path(place)}/preview`, body, { query: { site: place.site }, signal })

/** The latest about an event, to look at a text with their facts. */
export const latestOf = ({ event, site }: Place) => ({
  queryKey: ['messages', 'latest', event, site ?? 'all'],
  queryFn: ({ signal }: Signal) => api.get<Page<Message>>('/messages', { query: { event, site, limit: 5 }, signal }),
})

export const messageSettings = (site: Id) => ({
  queryKey: ['sites', site, 'message-settings'],
  queryFn: ({ signal }: Signal) => api.get<MessageSettings>(`/message-settings/${site}`, { signal }),
})
export const setMessageSettings = (site: Id, version: number, body: MessageSettingsInput) =>
  api.put<MessageSettings>(`/message-settings/${site}`, body, { version })
