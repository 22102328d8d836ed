import { useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '@/api/client'
import type { Attachment, Attachments, Id, OrdersAttachments } from '@/api/types'

/** What papers are kept with. */
export type Kind = 'work-orders' | 'invoices' | 'supplier-invoices'

export interface Document {
  kind: Kind
  id: Id
}

export const pathOf = ({ kind, id }: Document) => `/${kind}/${id}/attachments`

const keyOf = ({ kind, id }: Document) => [kind, 'attachments', id]

/** The papers kept with a document, the newest first. */
export function useAttachments(document: Document) {
  return useQuery({
    queryKey: keyOf(document),
    queryFn: ({ signal }) => api.get<Attachments>(pathOf(document), { signal }),
  })
}

/** The papers kept with an invoice's orders. */
export function useOrdersAttachments(invoice: Id, enabled: boolean) {
  return useQuery({
    queryKey: ['work-orders', 'attachments-of-invoice', invoice],
    queryFn: ({ signal }) => api.get<OrdersAttachments>('/work-order-attachments', { query: { invoice }, signal }),
    enabled,
  })
}

/** Takes away, puts back and withdraws; the list is read again. */
export function useChanges(document: Document) {
  const client = useQueryClient()
  const follow = () => client.invalidateQueries({ queryKey: keyOf(document) })
  const of = (id: Id) => `${pathOf(document)}/${id}`
  const then = async <T>(request: Promise<T>) => {
    await request
    await follow()
  }
  return {
    follow,
    remove: (id: Id) => then(api.del(of(id))),
    restore: (id: Id) => then(api.post<Attachment>(`${of(id)}/restore`)),
    withdraw: (id: Id, reason: string) => then(api.post<Attachment>(`${of(id)}/withdraw`, { reason })),
  }
}
