import { type RefSelectProps, Select } from 'antd'
import type { Ref } from 'react'
import { useTranslation } from 'react-i18next'
import type { Place } from '@/api/types'
import { useMe } from '@/app/session'
import { useRoleName, useRoles } from '../roles/names'
import { mayGive, sitesWhere, withRole } from './places'

interface Props {
  value?: Place[]
  onChange?: (places: Place[]) => void
  /** What one needs at a site to give roles there. */
  permission: string
  ref?: Ref<RefSelectProps>
}

/** A role at each of the caller's sites, or none. */
export function PlacesInput({ value = [], onChange, permission, ref }: Props) {
  const { t } = useTranslation()
  const roles = useRoles().data ?? []
  const roleName = useRoleName()
  const sites = sitesWhere(useMe(), permission)
  return (
    <div className="places">
      {sites.map((site, at) => (
        <div key={site.id} className="place">
          <span id={`place-${site.id}`}>
            <bdi>{site.name}</bdi>
          </span>
          <Select
            ref={at === 0 ? ref : undefined}
            allowClear
            aria-labelledby={`place-${site.id}`}
            placeholder={t('users.noRole')}
            value={value.find(({ site_id }) => site_id === site.id)?.role}
            onChange={(role: string | undefined) => onChange?.(withRole(value, site.id, role))}
            options={roles.map((role) => ({
              value: role.id,
              label: roleName(role.id),
              disabled: !mayGive(role, site),
            }))}
          />
        </div>
      ))}
    </div>
  )
}
