import { CheckOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { PermissionGroup, Role } from '@/api/types'
import { useSite } from '@/app/site'
import { Money } from '@/ui/Money'
import { Percent } from '@/ui/Quantity'
import { useAll } from '@/ui/useAll'
import { usePermissionName, useRoleName } from './names'

/** Who may what, at a glance: permissions down, roles across. */
export function RoleMatrix({ roles }: { roles: Role[] }) {
  const { t } = useTranslation()
  const roleName = useRoleName()
  const currency = useSite()?.currency ?? 'TND'
  const groups = useAll<PermissionGroup>('/permissions').data ?? []
  return (
    <section className="panel">
      <header className="panel-head">
        <h2 className="panel-title">{t('roles.matrix')}</h2>
      </header>
      <div className="table-scroll role-matrix" tabIndex={0} role="group" aria-label={t('roles.matrix')}>
        <table className="table still">
          <thead>
            <tr>
              <th scope="col">{t('roles.permissions')}</th>
              {roles.map(({ id }) => (
                <th key={id} scope="col">
                  <Link to="/roles/$id" params={{ id }}>
                    <bdi>{roleName(id)}</bdi>
                  </Link>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">{t('roles.maxDiscount')}</th>
              {roles.map(({ id, max_discount }) => (
                <td key={id}>{max_discount === null ? t('roles.unlimited') : <Percent value={max_discount} />}</td>
              ))}
            </tr>
            <tr>
              <th scope="row">{t('roles.maxRefund')}</th>
              {roles.map(({ id, max_refund }) => (
                <td key={id}>
                  {max_refund === null ? t('roles.unlimited') : <Money amount={max_refund} currency={currency} />}
                </td>
              ))}
            </tr>
          </tbody>
          {groups.map((group) => (
            <GroupRows key={group.name} group={group} roles={roles} />
          ))}
        </table>
      </div>
    </section>
  )
}

function GroupRows({ group, roles }: { group: PermissionGroup; roles: Role[] }) {
  const { t } = useTranslation()
  const name = usePermissionName()
  return (
    <tbody>
      <tr className="matrix-group">
        <th scope="rowgroup" colSpan={roles.length + 1}>
          {name.group(group.name)}
        </th>
      </tr>
      {group.permissions.map((permission) => (
        <tr key={permission.name}>
          <th scope="row">{name.permission(permission.name)}</th>
          {roles.map(({ id, permissions }) => (
            <td key={id}>{permissions.includes(permission.name) && <CheckOutlined aria-label={t('common.yes')} />}</td>
          ))}
        </tr>
      ))}
    </tbody>
  )
}
