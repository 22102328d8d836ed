import { useQuery } from '@tanstack/react-query'
import { api } from '@/api/client'
import type { Deposit, Id, Page } from '@/api/types'

/** What a customer has with the garage, at one site or at all: deposits and receipts of which something is left. */
export const useOpenDeposits = (customer: Id, site: Id | undefined, enabled = true) =>
  useQuery({
    queryKey: ['deposits', 'open', site, customer],
    queryFn: ({ signal }) =>
      api.get<Page<Deposit>>('/deposits', { query: { site, customer, open: true, limit: 20 }, signal }),
    enabled,
  })
