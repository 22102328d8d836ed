import { api } from '@/api/client'
import type { Id, OnlinePayments, PayLink, PaymentAccount, PaymentAccountInput } from '@/api/types'

export const onlinePayments = (site: Id) => ({
  queryKey: ['sites', site, 'online-payments'],
  queryFn: ({ signal }: { signal: AbortSignal }) => api.get<OnlinePayments>(`/online-payments/${site}`, { signal }),
  enabled: site !== '',
})

export const linkInvoice = (invoice: Id) => api.post<PayLink>(`/invoices/${invoice}/pay-link`, {})
export const revokeLinks = (invoice: Id) => api.post<{ revoked: number }>(`/invoices/${invoice}/pay-link/revoke`, {})
export const setAccount = (site: Id, { provider, version }: PaymentAccount, body: PaymentAccountInput) =>
  api.put<PaymentAccount>(`/online-payments/${site}/${provider}`, body, { version })

export const PROVIDERS = { stripe: 'Stripe', konnect: 'Konnect', flouci: 'Flouci' } as const
