/** What the page of an order loads of prices, in one piece. */
export { AddCannedJob } from '@/features/canned-jobs/AddCannedJob'
export { OrderPrices } from './OrderPrices'
