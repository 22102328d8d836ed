import { PlusOutlined } from '@ant-design/icons'
import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Role } from '@/api/types'
import { useMayAnywhere } from '@/app/may'
import { EmptyState } from '@/ui/EmptyState'
import { PageHeader } from '@/ui/PageHeader'
import type { Column } from '@/ui/RowCards'
import { RowsPanel } from '@/ui/RowsPanel'
import { Tag } from '@/ui/StatusTag'
import { usePhone } from '@/ui/usePhone'
import { useUrlState } from '@/ui/useUrlState'
import { NewRoleDialog } from './NewRoleDialog'
import { useRoleName, useRoles } from './names'
import { RoleMatrix } from './RoleMatrix'
import './roles.css'

/** The bundles of permissions, and who holds how many of them. */
export function RolesPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const phone = usePhone()
  const [url, setUrl] = useUrlState()
  const roles = useRoles()
  const mayManage = useMayAnywhere('role.manage')
  const create = mayManage && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setUrl({ new: '1' })}>
      {t('roles.new')}
    </Button>
  )
  return (
    <>
      <PageHeader title={t('nav.roles')} actions={create} />
      <div className="stack">
        <RowsPanel<Role>
          query={roles}
          columns={useColumns()}
          href={({ id }) => `/roles/${id}`}
          empty={<EmptyState title={t('table.empty')} action={create} />}
        />
        {!phone && roles.data && <RoleMatrix roles={roles.data} />}
      </div>
      {url.new && mayManage && (
        <NewRoleDialog
          from={url.from}
          onMade={({ id }) => navigate({ to: '/roles/$id', params: { id } })}
          onClose={() => setUrl({ new: undefined, from: undefined })}
        />
      )}
    </>
  )
}

function useColumns(): Column<Role>[] {
  const { t } = useTranslation()
  const roleName = useRoleName()
  return [
    {
      key: 'name',
      title: t('roles.name'),
      render: ({ id, built_in }) => (
        <span className="row wrap">
          <strong>
            <bdi>{roleName(id)}</bdi>
          </strong>
          {built_in && <Tag tone="grey">{t('roles.builtIn')}</Tag>}
        </span>
      ),
    },
    {
      key: 'permissions',
      title: t('roles.permissions'),
      newLine: true,
      render: ({ permissions }) => t('roles.permissionCount', { count: permissions.length }),
    },
    { key: 'holders', title: t('roles.holders'), render: ({ holders }) => t('roles.holderCount', { count: holders }) },
  ]
}
