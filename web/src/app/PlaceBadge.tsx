import type { ComponentType } from 'react'
import { AlertsBadge } from '@/features/alerts/AlertsBadge'
import { DiscountsBadge } from '@/features/workshop/DiscountsBadge'
import { RequestedBadge } from './RequestedBadge'

const BADGES: Record<string, ComponentType | undefined> = {
  appointments: RequestedBadge,
  workOrders: DiscountsBadge,
  invoices: AlertsBadge,
}

/** What waits at a place of the navigation. */
export function PlaceBadge({ place }: { place: string }) {
  const Badge = BADGES[place]
  return Badge ? <Badge /> : null
}
