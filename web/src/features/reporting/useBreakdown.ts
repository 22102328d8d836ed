import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { Breakdown, BreakdownPart } from '@/api/types'
import type { Days } from '@/ui/months'
import { useLanguage } from '@/ui/useLanguage'
import type { By } from './breakdown'

/** A period by technician, or by service. */
export function useBreakdown(by: By, site: string | undefined, days: Days) {
  return useQuery({
    queryKey: ['reports', 'breakdowns', by, site, days],
    queryFn: ({ signal }) => api.get<Breakdown>(`/reports/breakdowns/${by}`, { query: { site, ...days }, signal }),
    placeholderData: keepPreviousData,
  })
}

/** What one is called, whoever looks. */
export function usePartName(by: By): (part?: BreakdownPart) => string {
  const { t } = useTranslation()
  const language = useLanguage()
  return (part) => part?.name?.[language] || t(`breakdowns.nobody.${by}`)
}
