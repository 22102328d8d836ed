import { useQuery } from '@tanstack/react-query'
import { api } from '@/api/client'
import type { Id, Site } from '@/api/types'
import { useSite } from '@/app/site'
import { formatMoney } from '@/ui/currency'
import { useLanguage } from '@/ui/useLanguage'
import type { FieldChange } from './audit'
import { isAmount, type NumberText } from './value'

/** Amounts with their currency: the record's own, else its site's; what the group shares reckons like the chosen site. */
export function useNumberText(changes: FieldChange[], siteId: Id | null): NumberText {
  const language = useLanguage()
  const here = useSite()
  const site = useQuery({
    queryKey: ['sites', siteId],
    queryFn: ({ signal }) => api.get<Site>(`/sites/${siteId}`, { signal }),
    enabled: siteId !== null,
    staleTime: 300_000,
  }).data
  const own = changes.find(({ field }) => field.split('/').at(-1) === 'currency')
  const named = own?.after ?? own?.before
  const currency = typeof named === 'string' ? named : (siteId ? site : here)?.currency
  return (name, value) => (currency && isAmount(name) ? formatMoney(value, currency, language) : undefined)
}
