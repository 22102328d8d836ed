import { App, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Role } from '@/api/types'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { updateRole } from './commands'
import { DiscountLimit } from './DiscountLimit'
import { PermissionChecks } from './PermissionChecks'
import { sameNames } from './selection'
import { useRolesChanged } from './useRolesChanged'

/** What the role holds and how far it reaches; it counts for everybody who has it. */
export function RolePermissions({ role }: { role: Role }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const changed = useRolesChanged()
  const [held, setHeld] = useState(role.permissions)
  const [limit, setLimit] = useState(role.max_discount)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const may = role.actions.includes('update')
  const dirty = !sameNames(held, role.permissions) || limit !== role.max_discount
  const reset = () => {
    setHeld(role.permissions)
    setLimit(role.max_discount)
  }
  const save = async () => {
    setBusy(true)
    setError(null)
    try {
      await updateRole(role.id, role.version, { permissions: held, max_discount: limit })
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
      <DiscountLimit value={limit} onChange={setLimit} disabled={!may} />
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
