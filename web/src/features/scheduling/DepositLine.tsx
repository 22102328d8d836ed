import type { Appointment } from '@/api/types'
import { Money } from '@/ui/Money'
import { Age } from '@/ui/Time'
import { useCurrencyOf } from './useCurrencyOf'
import { useWords } from './useWords'

/** What was asked for beforehand, and what came of it. */
export function DepositLine({ appointment }: { appointment: Appointment }) {
  const { t } = useWords()
  const currency = useCurrencyOf(appointment.site_id)
  const { deposit_asked, deposit_received: received } = appointment
  if (received)
    return (
      <>
        <Money amount={received.amount} currency={received.currency} /> {t('schedule.depositReceived')} ·{' '}
        {t(`billing.tender.${received.tender}`)}
        {received.reference && <bdi> {received.reference}</bdi>} · <bdi>{received.by_name}</bdi> ·{' '}
        <Age at={received.at} />
      </>
    )
  if (!deposit_asked || !currency) return null
  return (
    <>
      <Money amount={deposit_asked} currency={currency} /> {t('schedule.depositAsked')}
    </>
  )
}
