import { App, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Role } from '@/api/types'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { updateRole } from './commands'
import { PermissionChecks } from './PermissionChecks'
import { RoleLimits } from './RoleLimits'
import { sameNames } from './selection'
import { useRolesChanged } from './useRolesChanged'

/** What the role holds and how far it reaches; it counts for everybody who has it. */
export function RolePermissions({ role }: { role: Role }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const changed = useRolesChanged()
  const [held, setHeld] = useState(role.permissions)
  const { max_discount, max_refund } = role
  const [limits, setLimits] = useState({ max_discount, max_refund })
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const may = role.actions.includes('update')
  const sameLimits = limits.max_discount === max_discount && limits.max_refund === max_refund
  const dirty = !sameNames(held, role.permissions) || !sameLimits
  const reset = () => {
    setHeld(role.permissions)
    setLimits({ max_discount, max_refund })
  }
  const save = async () => {
    setBusy(true)
    setError(null)
    try {
      await updateRole(role.id, role.version, { permissions: held, ...limits })
      await changed()
      message.success(t('roles.saved'))
    } catch (refusal) {
      setError(refusal)
      setBusy(false)
    }
  }
  return (
    <section className="panel panel-body stack">
      {!may && <p className="note">{t(role.id === 'owner' ? 'problem.owner-role-is-fixed' : 'roles.readOnly')}</p>}
      <RoleLimits value={limits} onChange={setLimits} disabled={!may} />
      <PermissionChecks value={held} onChange={setHeld} disabled={!may} />
      <ProblemAlert error={error} />
      {may && (
        <div className={dirty ? 'save-bar dirty' : 'save-bar'}>
          <Button type="primary" size="large" disabled={!dirty} loading={busy} onClick={save}>
            {t('common.save')}
          </Button>
          {dirty && (
            <Button size="large" onClick={reset}>
              {t('common.cancel')}
            </Button>
          )}
        </div>
      )}
    </section>
  )
}
