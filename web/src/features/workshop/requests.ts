import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { AskDiscount, DiscountRequest, Id, Page } from '@/api/types'
import { useListSite } from '@/app/site'

const KEY = ['work-orders', 'discount-requests']

/** What waits for a word: of one order, or of a site's, or of all sites'. */
export const useDiscountRequests = (query: { site?: Id | undefined; work_order?: Id | undefined }) =>
  useQuery({
    queryKey: [...KEY, query],
    queryFn: ({ signal }) =>
      api.get<Page<DiscountRequest>>('/discount-requests', { query: { ...query, state: 'open', limit: 50 }, signal }),
    enabled: query.site !== '',
  }).data?.items ?? []

/** Those that this person may decide on. */
export const useDiscountsToDecide = () =>
  useDiscountRequests({ site: useListSite() }).filter(({ actions }) => actions.includes('grant'))

/** Asks for a discount of an order; everything that shows it follows. */
export function useAskDiscount(order: Id) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { message } = App.useApp()
  return async (body: AskDiscount) => {
    await api.post<DiscountRequest>(`/work-orders/${order}/discount-requests`, body, { repeatable: true })
    client.invalidateQueries({ queryKey: ['work-orders'] })
    message.success(t('reductions.asked'))
  }
}

type Step = { id: Id; step: 'grant' | 'withdraw' } | { id: Id; step: 'refuse'; word?: string | undefined }

/** Grants, refuses or takes back; everything that shows orders follows. */
export function useDecideDiscount() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, step, ...rest }: Step) =>
      api.post<DiscountRequest>(`/discount-requests/${id}/${step}`, step === 'refuse' ? rest : undefined),
    onSettled: () => client.invalidateQueries({ queryKey: ['work-orders'] }),
  })
}
