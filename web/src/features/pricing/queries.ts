import { type QueryClient, useQuery } from '@tanstack/react-query'
import { api } from '@/api/client'
import type {
  ContractPrice,
  ContractPriceInput,
  Coupon,
  CouponInput,
  Fee,
  FeeInput,
  Id,
  LabourRate,
  NewLabourRate,
  Page,
  PriceAgreement,
  WorkOrder,
} from '@/api/types'
import { useAll } from '@/ui/useAll'

const PRICES = 'prices'

export function useLabourRates(site: Id, archived = false) {
  return useQuery({
    queryKey: [PRICES, 'rates', site, archived],
    queryFn: ({ signal }) =>
      api.get<{ items: LabourRate[] }>('/labour-rates', { query: { site, archived: archived || undefined }, signal }),
    enabled: site !== '',
  })
}

export const useAgreements = (site: Id) => useAll<PriceAgreement>('/price-agreements', { site }, site !== '')

export const useContracts = (site: Id) => useAll<ContractPrice>('/contract-prices', { site }, site !== '')

export function useFees(site: Id, archived = false) {
  return useQuery({
    queryKey: [PRICES, 'fees', site, archived],
    queryFn: ({ signal }) =>
      api.get<{ items: Fee[] }>('/fees', { query: { site, archived: archived || undefined }, signal }),
    enabled: site !== '',
  })
}

export function useCoupons(site: Id, archived = false) {
  return useQuery({
    queryKey: [PRICES, 'coupons', site, archived],
    queryFn: ({ signal }) =>
      api.get<{ items: Coupon[] }>('/coupons', { query: { site, archived: archived || undefined }, signal }),
    enabled: site !== '',
  })
}

/** Lets everything that shows rates and agreements follow. */
export const pricesChanged = (client: QueryClient) =>
  Promise.all(
    [PRICES, 'price-agreements', 'contract-prices'].map((key) => client.invalidateQueries({ queryKey: [key] })),
  )

export const addRate = (body: NewLabourRate) => api.post<LabourRate>('/labour-rates', body, { repeatable: true })
export const updateRate = (
  { id, version }: LabourRate,
  body: Partial<Pick<LabourRate, 'name' | 'per_hour' | 'archived'>>,
) => api.patch<LabourRate>(`/labour-rates/${id}`, body, { version })
export const saveAgreement = (body: { site_id: Id; customer_id?: Id; vehicle_id?: Id; labour_rate_id: Id }) =>
  api.put<PriceAgreement>('/price-agreements', body)
export const removeAgreement = (id: Id) => api.del(`/price-agreements/${id}`)
export const saveContract = (body: ContractPriceInput) => api.put<ContractPrice>('/contract-prices', body)
export const removeContract = (id: Id) => api.del(`/contract-prices/${id}`)
export const addFee = (site_id: Id, fee: FeeInput) => api.post<Fee>('/fees', { site_id, fee }, { repeatable: true })
export const updateFee = ({ id, version }: Fee, body: FeeInput) => api.put<Fee>(`/fees/${id}`, body, { version })
export const addCoupon = (site_id: Id, coupon: CouponInput) =>
  api.post<Coupon>('/coupons', { site_id, coupon }, { repeatable: true })
export const updateCoupon = ({ id, version }: Coupon, body: CouponInput) =>
  api.put<Coupon>(`/coupons/${id}`, body, { version })
export const chooseRate = (order: Id, labour_rate_id: Id | null) =>
  api.put<WorkOrder>(`/work-orders/${order}/labour-price`, { labour_rate_id })
export const findVehicles = (q: string, signal: AbortSignal) =>
  api.get<Page<{ id: Id; plate: string; make: string | null; model: string | null }>>('/vehicles', {
    query: { q, limit: 8 },
    signal,
  })
