import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { App, Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import { errorText } from '@/api/problem'
import type { Customer, CustomerLoyalty, Id } from '@/api/types'
import { useMay } from '@/app/permission'
import { useUndo } from '@/ui/useUndo'
import { setReferrer, usePointsMoved } from './queries'

const ReferrerDialog = lazy(async () => ({ default: (await import('./ReferrerDialog')).ReferrerDialog }))

interface Props {
  customer: Customer
  loyalty: CustomerLoyalty
}

/** Who brought the customer, and how many they brought. Who may say so is offered it while no invoice earned. */
export function Referral({ customer, loyalty }: Props) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const { referrer, referral, brought, actions, is_on } = loyalty
  const may = actions.includes('refer') && !customer.archived
  const offered = may && !referrer && is_on && referral > 0
  return (
    <>
      {brought > 0 && <p className="muted">{t('loyalty.brought', { count: brought })}</p>}
      {referrer && (
        <div className="row wrap">
          <span className="grow">
            <span className="muted">{t('loyalty.broughtBy')}</span> <Name id={referrer.customer_id} />
            <br />
            <small className="muted">
              {referrer.points > 0
                ? t('loyalty.bothHave', { count: referrer.points })
                : t('loyalty.bothWillHave', { count: referral })}
            </small>
          </span>
          {may && (
            <>
              <Button onClick={() => setOpen(true)}>{t('loyalty.changeReferrer')}</Button>
              <Remove customer={customer.id} site={loyalty.site_id} by={referrer.customer_id} />
            </>
          )}
        </div>
      )}
      {offered && <Button onClick={() => setOpen(true)}>{t('loyalty.nameReferrer')}</Button>}
      <Suspense fallback={null}>
        {open && <ReferrerDialog customer={customer} loyalty={loyalty} onClose={() => setOpen(false)} />}
      </Suspense>
    </>
  )
}

function Name({ id }: { id: Id }) {
  const may = useMay('customer.read')
  const { data } = useQuery({
    queryKey: ['customers', 'one', id],
    queryFn: ({ signal }) => api.get<Customer>(`/customers/${id}`, { signal }),
    enabled: may,
  })
  if (!data) return null
  return (
    <Link to="/customers/$id" params={{ id: data.id }}>
      <bdi>{data.name}</bdi>
    </Link>
  )
}

function Remove({ customer, site, by }: { customer: Id; site: Id; by: Id }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const offerUndo = useUndo()
  const moved = usePointsMoved()
  const put = async (by_customer: Id | null) => {
    await setReferrer(customer, { site_id: site, by_customer })
    await moved()
  }
  const remove = async () => {
    try {
      await put(null)
      offerUndo(t('loyalty.referrerRemoved'), () => put(by))
    } catch (refusal) {
      message.error(errorText(refusal))
    }
  }
  return <Button onClick={remove}>{t('loyalty.removeReferrer')}</Button>
}
