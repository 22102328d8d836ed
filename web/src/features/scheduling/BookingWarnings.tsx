import { Link } from '@tanstack/react-router'
import { Alert } from 'antd'
import { lazy, Suspense } from 'react'
import type { Id } from '@/api/types'
import { useOpenOrdersOf } from '@/features/workshop/queries'
import { Time } from '@/ui/Time'
import { OPEN_APPOINTMENTS, useAppointmentsOf } from './queries'
import { useWords } from './useWords'

const DeferredPanel = lazy(async () => ({ default: (await import('@/features/workshop/DeferredPanel')).DeferredPanel }))

interface Props {
  customer?: Id | null
  vehicle?: Id | null
  /** The appointment that is looked at: no warning of itself. */
  own?: Id
}

/** Said before the time is promised: the car is booked or here already, the customer did not come before. */
export function BookingWarnings({ customer, vehicle, own }: Props) {
  const { t } = useWords()
  const booked = useAppointmentsOf({ vehicle }, OPEN_APPOINTMENTS).data?.items ?? []
  const others = booked.filter(({ id, end }) => id !== own && Date.parse(end) > Date.now())
  const orders = useOpenOrdersOf(vehicle ?? undefined).data?.items ?? []
  return (
    <>
      {(others.length > 0 || orders.length > 0) && (
        <Alert
          type="warning"
          showIcon
          className="with-links"
          title={t('schedule.alreadyOpen')}
          description={
            <>
              {others.map(({ id, number, start }) => (
                <div key={id}>
                  <Link to="/appointments/$id" params={{ id }} className="code">
                    {number}
                  </Link>{' '}
                  · <Time at={start} />
                </div>
              ))}
              {orders.map(({ id, number, state }) => (
                <div key={id}>
                  <Link to="/work-orders/$id" params={{ id }} className="code">
                    {number}
                  </Link>{' '}
                  · {t(`state.workOrder.${state}`)}
                </div>
              ))}
            </>
          }
        />
      )}
      <Suspense fallback={null}>
        <DeferredPanel vehicle={vehicle ?? undefined} />
      </Suspense>
      <NoShows customer={customer} />
    </>
  )
}

/** How often a customer did not come, and when last. */
export function NoShows({ customer }: { customer?: Id | null }) {
  const { t } = useWords()
  const missed = useAppointmentsOf({ customer }, 'no_show').data?.items ?? []
  const last = missed[0]
  if (!last) return null
  return (
    <Alert
      type="warning"
      showIcon
      title={t('schedule.noShows', { count: missed.length })}
      description={<Time at={last.start} />}
    />
  )
}
