import { lazy, Suspense } from 'react'
import type { Id } from '@/api/types'
import { CounterSettings } from '@/features/counter/CounterSettings'
import { ValuationSettings } from '@/features/inventory/ValuationSettings'
import { ColumnSettings } from './ColumnSettings'
import { ComebackFigures } from './ComebackFigures'
import { DepositSettings } from './DepositSettings'
import { GateSettings } from './GateSettings'
import { MarginSettings } from './MarginSettings'
import { SignatureSettings } from './SignatureSettings'
import { WarrantySettings } from './WarrantySettings'
import '../floor/floor.css'

const OnlineSettings = lazy(async () => ({
  default: (await import('@/features/billing/online/OnlineSettings')).OnlineSettings,
}))

const EInvoicingSettings = lazy(async () => ({
  default: (await import('@/features/einvoices/EInvoicingSettings')).EInvoicingSettings,
}))

const LoyaltySettings = lazy(async () => ({
  default: (await import('@/features/loyalty/LoyaltySettings')).LoyaltySettings,
}))
const DunningSettings = lazy(async () => ({
  default: (await import('@/features/dunning/DunningSettings')).DunningSettings,
}))
const StyleSettings = lazy(async () => ({
  default: (await import('@/features/styles/StyleSettings')).StyleSettings,
}))

const SmsSettings = lazy(async () => ({
  default: (await import('@/features/notifications/gateway/SmsSettings')).SmsSettings,
}))

const ReminderSettings = lazy(async () => ({
  default: (await import('@/features/notifications/reminders/ReminderSettings')).ReminderSettings,
}))

const FeedbackSettings = lazy(async () => ({
  default: (await import('@/features/notifications/feedback/FeedbackSettings')).FeedbackSettings,
}))

const TaxSettings = lazy(async () => ({
  default: (await import('@/features/pricing/TaxSettings')).TaxSettings,
}))

/** How a site runs its workshop. */
export function WorkshopSettings({ site }: { site: Id }) {
  return (
    <>
      <ColumnSettings site={site} />
      <GateSettings site={site} />
      <MarginSettings site={site} />
      <WarrantySettings site={site} />
      <SignatureSettings site={site} />
      <DepositSettings site={site} />
      <Suspense>
        <TaxSettings site={site} />
        <StyleSettings site={site} />
        <OnlineSettings site={site} />
        <EInvoicingSettings site={site} />
        <DunningSettings site={site} />
        <LoyaltySettings site={site} />
        <SmsSettings site={site} />
        <ReminderSettings site={site} />
        <FeedbackSettings site={site} />
      </Suspense>
      <CounterSettings site={site} />
      <ValuationSettings site={site} />
      <ComebackFigures site={site} />
    </>
  )
}
