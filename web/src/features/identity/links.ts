import { useQuery } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { api } from '@/api/client'
import type { Language, LinkAnswer } from '@/api/types'
import { setLanguage, storedLanguage } from '@/app/locale'

/** The token of a link from a mail: it stands behind "#", which browsers send to nobody. */
export function useLinkToken(): string {
  return useLocation({ select: ({ hash }) => hash })
}

/** Whom a link is for; their language is the page's unless one was chosen here. */
export function useLink(token: string) {
  return useQuery({
    queryKey: ['link', token],
    queryFn: async () => {
      const link = await api.post<LinkAnswer>('/auth/links/inspect', { token })
      if (!storedLanguage()) await setLanguage(link.language)
      return link
    },
    enabled: token !== '',
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
}

export const askForReset = (email: string) => api.post('/auth/password-reset', { email })
export const resetPassword = (token: string, password: string) =>
  api.post('/auth/password-reset/complete', { token, password })
export const acceptInvitation = (body: { token: string; password: string; name: string; language: Language }) =>
  api.post('/auth/invitation/accept', body)
export const register = (email: string, language: Language) => api.post('/auth/register', { email, language })
export const confirmEmail = (token: string) => api.post('/auth/email/confirm', { token })
