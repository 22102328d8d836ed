import { Alert, Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WorkOrder } from '@/api/types'
import { useMay } from '@/app/permission'
import { ExemptionNote } from './ExemptionNote'
import { useExemptions } from './queries'

const ExemptDialog = lazy(async () => ({ default: (await import('./ExemptDialog')).ExemptDialog }))

/** By which certificate the order is sold without VAT, or that it could be. Nothing of a customer without one. */
export function OrderExemption({ order }: { order: WorkOrder }) {
  const { t } = useTranslation()
  const [opened, setOpened] = useState(false)
  const customer = order.customer.id
  const sees = useMay('customer.read')
  const may = order.actions.includes('exempt')
  const theirs =
    useExemptions(customer ?? '', sees && customer !== null && (may || Boolean(order.exemption))).data ?? []
  const usable = theirs.filter(({ state }) => state === 'valid' || state === 'expiring')
  const own = theirs.find(({ id }) => id === order.exemption?.id)
  if (!order.exemption && !(may && usable.length > 0)) return null
  return (
    <section className="panel panel-body stack" aria-label={t('exemptions.title')}>
      <div className="row wrap">
        <h2 className="panel-title grow">{t(order.exemption ? 'exemptions.sold' : 'exemptions.title')}</h2>
        {may && (
          <Button size="small" onClick={() => setOpened(true)}>
            {t(order.exemption ? 'exemptions.change' : 'exemptions.offer')}
          </Button>
        )}
      </div>
      {order.exemption && <ExemptionNote exemption={order.exemption} />}
      {may && own?.state === 'expired' && <Alert type="warning" showIcon title={t('exemptions.expired')} />}
      {opened && (
        <Suspense fallback={null}>
          <ExemptDialog order={order} usable={usable} onClose={() => setOpened(false)} />
        </Suspense>
      )}
    </section>
  )
}
