import { useTranslation } from 'react-i18next'
import type { User } from '@/api/types'
import { useMe } from '@/app/session'
import { useRoleName } from '../roles/names'

/** "Propriétaire · partout", "Technicien · Garage du Lac". */
export function UserRoles({ user: { everywhere_role, sites } }: { user: User }) {
  const { t } = useTranslation()
  const roleName = useRoleName()
  const me = useMe()
  const siteName = (id: string) => me?.sites.find((site) => site.id === id)?.name ?? '—'
  const lines = [
    ...(everywhere_role ? [{ key: 'all', role: everywhere_role, place: t('users.everywhere') }] : []),
    ...sites
      .filter(({ role }) => role !== everywhere_role)
      .map(({ site_id, role }) => ({ key: site_id, role, place: siteName(site_id) })),
  ]
  if (lines.length === 0) return <span className="muted">{t('users.nowhere')}</span>
  return (
    <span className="user-roles">
      {lines.map(({ key, role, place }) => (
        <span key={key}>
          <bdi>{roleName(role)}</bdi>{' '}
          <span className="muted">
            · <bdi>{place}</bdi>
          </span>
        </span>
      ))}
    </span>
  )
}
