import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Id } from '@/api/types'
import { inOrder, titleOf, useCare } from '@/features/vehicles/care'
import { DueTag } from '@/features/vehicles/DueTag'
import { useLanguage } from '@/ui/useLanguage'

/** What the vehicle comes back for, to be booked before it leaves. */
export function NextService({ vehicle }: { vehicle: Id }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const next = inOrder(useCare(vehicle, 0).data?.items ?? [])[0]
  if (!next?.due_on || !next.state) return null
  return (
    <p className="row wrap">
      <span className="muted">{t('workshop.nextService')}</span>
      <bdi>{titleOf(next, language)}</bdi>
      <DueTag on={next.due_on} state={next.state} />
      <Link to="/schedule" search={{ book: '1', vehicle }}>
        {t('schedule.book')}
      </Link>
    </p>
  )
}
