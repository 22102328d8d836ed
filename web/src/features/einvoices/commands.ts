import { api } from '@/api/client'
import type { EInvoiceCounts, EInvoiceRecord, EInvoicing, EInvoicingInput, Id } from '@/api/types'

export const counts = (site?: Id) => ({
  queryKey: ['e-invoice-counts', site],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    api.get<EInvoiceCounts>('/e-invoice-counts', { query: { site }, signal }),
})
export const record = (id: Id) => ({
  queryKey: ['e-invoices', id],
  queryFn: ({ signal }: { signal: AbortSignal }) => api.get<EInvoiceRecord>(`/e-invoices/${id}`, { signal }),
})
export const resend = (id: Id, version: number) => api.post<EInvoiceRecord>(`/e-invoices/${id}/resend`, {}, { version })
export const recordByHand = (id: Id, version: number, reference: string) =>
  api.post<EInvoiceRecord>(`/e-invoices/${id}/record`, { reference }, { version })
export const takeFile = (id: Id) => api.blob(`/e-invoices/${id}/file`)

export const eInvoicing = (site: Id) => ({
  queryKey: ['sites', site, 'e-invoicing'],
  queryFn: ({ signal }: { signal: AbortSignal }) => api.get<EInvoicing>(`/e-invoicing/${site}`, { signal }),
  enabled: site !== '',
})
export const setEInvoicing = (site: Id, version: number, body: EInvoicingInput) =>
  api.put<EInvoicing>(`/e-invoicing/${site}`, body, { version })
