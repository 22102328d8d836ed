import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '@/api/client'
import type { AskDiscount, DiscountRequest, Id, Page } from '@/api/types'

const KEY = ['work-orders', 'discount-requests']

/** What waits for a word: of one order, or of a site's, or of all sites'. */
export const useDiscountRequests = (query: { site?: Id; work_order?: Id }) =>
  useQuery({
    queryKey: [...KEY, query],
    queryFn: ({ signal }) =>
      api.get<Page<DiscountRequest>>('/discount-requests', { query: { ...query, state: 'open', limit: 50 }, signal }),
    enabled: query.site !== '',
  }).data?.items ?? []

export const askDiscount = (order: Id, body: AskDiscount) =>
  api.post<DiscountRequest>(`/work-orders/${order}/discount-requests`, body, { repeatable: true })

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
