import { CopyOutlined, DeleteOutlined, EditOutlined } from '@ant-design/icons'
import { useNavigate, useParams } from '@tanstack/react-router'
import { App, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { errorText } from '@/api/problem'
import type { Role } from '@/api/types'
import { useMayAnywhere } from '@/app/may'
import { PageHeader } from '@/ui/PageHeader'
import { RecordGate } from '@/ui/RecordGate'
import { Tag } from '@/ui/StatusTag'
import { useRecord } from '@/ui/useRecord'
import { useUndo } from '@/ui/useUndo'
import { createRole, deleteRole } from './commands'
import { useRoleName } from './names'
import { RenameDialog } from './RenameDialog'
import { RolePermissions } from './RolePermissions'
import { useRolesChanged } from './useRolesChanged'
import './roles.css'

export function RolePage() {
  const { id } = useParams({ from: '/app/roles/$id' })
  return (
    <RecordGate query={useRecord<Role>('/roles', id)}>
      {(role) => <RoleView key={`${id} ${role.version}`} role={role} />}
    </RecordGate>
  )
}

function RoleView({ role }: { role: Role }) {
  const { t } = useTranslation()
  const roleName = useRoleName()
  return (
    <>
      <PageHeader
        title={roleName(role.id)}
        beside={
          <>
            {role.built_in && <Tag tone="grey">{t('roles.builtIn')}</Tag>}
            <span className="muted">{t('roles.holderCount', { count: role.holders })}</span>
          </>
        }
        actions={<Actions role={role} />}
      />
      <RolePermissions role={role} />
    </>
  )
}

function Actions({ role }: { role: Role }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { message } = App.useApp()
  const offerUndo = useUndo()
  const changed = useRolesChanged()
  const roleName = useRoleName()
  const mayManage = useMayAnywhere('role.manage')
  const [renaming, setRenaming] = useState(false)
  const name = roleName(role.id)
  const restore = async () => {
    const { permissions, max_discount, max_refund } = role
    await createRole({ name, permissions, max_discount, max_refund })
    await changed()
  }
  const remove = async () => {
    try {
      await deleteRole(role.id)
      await navigate({ to: '/roles' })
      await changed()
      offerUndo(t('roles.deleted', { name }), restore)
    } catch (refusal) {
      message.error(errorText(refusal))
    }
  }
  const copy = () => navigate({ to: '/roles', search: { new: '1', from: role.id } as never })
  return (
    <>
      {role.actions.includes('delete') && (
        <Button
          icon={<DeleteOutlined />}
          disabled={role.holders > 0}
          title={role.holders > 0 ? t('problem.role-in-use') : undefined}
          onClick={remove}
        >
          {t('roles.delete')}
        </Button>
      )}
      {mayManage && (
        <Button icon={<CopyOutlined />} onClick={copy}>
          {t('roles.copy')}
        </Button>
      )}
      {role.actions.includes('rename') && (
        <Button icon={<EditOutlined />} onClick={() => setRenaming(true)}>
          {t('roles.rename')}
        </Button>
      )}
      {renaming && <RenameDialog role={role} onClose={() => setRenaming(false)} />}
    </>
  )
}
