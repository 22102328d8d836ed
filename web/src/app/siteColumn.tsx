import { useTranslation } from 'react-i18next'
import type { Id } from '@/api/types'
import type { Column } from '@/ui/RowCards'
import { useMe } from './session'
import { useAllSites } from './site'

/** The site's column, of lists that show more than one; none where one site is chosen. */
export function useSiteColumn<T extends { site_id: Id }>(): Column<T>[] {
  const { t } = useTranslation()
  const me = useMe()
  if (!useAllSites()) return []
  const nameOf = (site: Id) => me?.sites.find(({ id }) => id === site)
  return [
    {
      key: 'site',
      title: t('app.site'),
      render: ({ site_id }) => (
        <bdi className="muted" title={nameOf(site_id)?.name}>
          {nameOf(site_id)?.code ?? '—'}
        </bdi>
      ),
    },
  ]
}
