import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useMay } from '@/app/permission'
import { Chips } from '@/ui/Chips'

const PLACES = ['invoices', 'returns', 'transfers', 'takes', 'locations', 'month', 'scan', 'labels', 'recall'] as const

/** From one kind of paper to another: what somebody may read. */
export function StoreTabs({ now }: { now: (typeof PLACES)[number] }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const buys = useMay('purchase.read')
  const sees = useMay('stock.see_cost')
  const orders = useMay('work_order.read')
  const may = {
    invoices: buys,
    returns: buys,
    transfers: true,
    takes: true,
    locations: true,
    month: buys && sees,
    scan: true,
    labels: true,
    recall: orders,
  }
  return (
    <Chips
      label={t('store.papers')}
      value={now}
      options={PLACES.filter((value) => may[value]).map((value) => ({ value, label: t(`store.place.${value}`) }))}
      onChange={(to) => navigate({ to: '/store/$', params: { _splat: to } })}
    />
  )
}
