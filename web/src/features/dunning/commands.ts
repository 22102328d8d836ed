import { api } from '@/api/client'
import type {
  DunningLetter,
  DunningPause,
  DunningSettings,
  Id,
  LettersProposed,
  LettersSent,
  Page,
  SetDunning,
} from '@/api/types'

type Asked = { signal: AbortSignal }

/** As many as are sent at once. */
const MOST = 500

export const dunningSettings = (site: Id) => ({
  queryKey: ['sites', site, 'dunning'],
  queryFn: ({ signal }: Asked) => api.get<DunningSettings>(`/dunning/${site}`, { signal }),
  enabled: site !== '',
})
export const setDunning = (site: Id, version: number, body: SetDunning) =>
  api.put<DunningSettings>(`/dunning/${site}`, body, { version })

/** All that is proposed at a site. */
export async function proposedAt(site: Id): Promise<Id[]> {
  const ids: Id[] = []
  let after: string | undefined
  do {
    const query = { site, state: 'proposed', limit: 100, after }
    const page: Page<DunningLetter> = await api.get('/dunning-letters', { query })
    ids.push(...page.items.map(({ id }) => id))
    after = page.next ?? undefined
  } while (after && ids.length < MOST)
  return ids.slice(0, MOST)
}
export const sendLetters = (site: Id, letter_ids: Id[], idempotencyKey: string) =>
  api.post<LettersSent>(`/dunning/${site}/send`, { letter_ids }, { idempotencyKey })
export const lookWhoIsLate = (site: Id) => api.post<LettersProposed>(`/dunning/${site}/look`)
export const skipLetter = (id: Id) => api.post<DunningLetter>(`/dunning-letters/${id}/skip`)
export const restoreLetter = (id: Id) => api.post<DunningLetter>(`/dunning-letters/${id}/restore`)

export interface PauseInput {
  site_id: Id
  customer_id?: Id
  invoice_id?: Id
  until?: string
  reason: string
}
export const pauseDunning = (body: PauseInput, idempotencyKey: string) =>
  api.post<DunningPause>('/dunning-pauses', body, { idempotencyKey })
export const endPause = (id: Id) => api.post(`/dunning-pauses/${id}/end`)
