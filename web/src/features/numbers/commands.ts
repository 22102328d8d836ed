import { api } from '@/api/client'
import type {
  FitNumbers,
  FittedCorrection,
  FittedLine,
  Id,
  NumberedShelf,
  NumberWithdrawal,
  ShelfNumbers,
} from '@/api/types'

export const tellNumbers = (product: Id, body: ShelfNumbers) =>
  api.post<NumberedShelf>(`/products/${product}/numbers`, body, { repeatable: true })
export const withdrawNumber = (product: Id, body: NumberWithdrawal) =>
  api.post<NumberedShelf>(`/products/${product}/numbers/withdraw`, body, { repeatable: true })
export const fitNumbers = (body: FitNumbers) => api.post<FittedLine>('/stock/fitted', body, { repeatable: true })
export const correctFitted = (body: FittedCorrection) => api.post<FittedLine>('/stock/fitted/correct', body)
