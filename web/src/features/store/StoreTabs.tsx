import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Chips } from '@/ui/Chips'

const PLACES = ['invoices'] as const

/** From one kind of paper to another. */
export function StoreTabs({ now }: { now: (typeof PLACES)[number] }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  return (
    <Chips
      label={t('store.papers')}
      value={now}
      options={PLACES.map((value) => ({ value, label: t(`store.place.${value}`) }))}
      onChange={(to) => navigate({ to: '/store/$', params: { _splat: to } })}
    />
  )
}
