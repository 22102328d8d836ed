import { Checkbox, type CheckboxRef, Skeleton } from 'antd'
import type { Ref } from 'react'
import type { PermissionGroup } from '@/api/types'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { useAll } from '@/ui/useAll'
import { usePermissionName } from './names'
import { shareOf, toggled } from './selection'
import './roles.css'

interface Props {
  value?: string[]
  onChange?: (permissions: string[]) => void
  disabled?: boolean
  /** What the caller may put in or take out; all that they may give when left out. */
  may?: (permission: string) => boolean
  ref?: Ref<CheckboxRef>
}

/** Every permission there is, in groups, ticked where held. */
export function PermissionChecks({ value = [], onChange, disabled = false, may, ref }: Props) {
  const groups = useAll<PermissionGroup>('/permissions')
  if (groups.error) return <ProblemAlert error={groups.error} onRetry={() => groups.refetch()} />
  if (!groups.data) return <Skeleton active paragraph={{ rows: 8 }} />
  return (
    <div className="permission-groups">
      {groups.data.map((group, at) => (
        <Group
          key={group.name}
          group={group}
          held={value}
          onChange={(held) => onChange?.(held)}
          closed={(permission) => disabled || !(may ? may(permission.name) : permission.may_give)}
          ref={at === 0 ? ref : undefined}
        />
      ))}
    </div>
  )
}

interface GroupProps {
  group: PermissionGroup
  held: string[]
  onChange: (held: string[]) => void
  closed: (permission: PermissionGroup['permissions'][number]) => boolean
  ref?: Ref<CheckboxRef>
}

function Group({ group, held, onChange, closed, ref }: GroupProps) {
  const name = usePermissionName()
  const open = group.permissions.filter((permission) => !closed(permission)).map((permission) => permission.name)
  const all = group.permissions.map((permission) => permission.name)
  const share = shareOf(all, held)
  const toggleAll = (on: boolean) => onChange(open.reduce((names, one) => toggled(names, one, on), held))
  return (
    <fieldset className="permission-group">
      <legend className="visually-hidden">{name.group(group.name)}</legend>
      <Checkbox
        ref={ref}
        checked={share === 'all'}
        indeterminate={share === 'some'}
        disabled={open.length === 0}
        onChange={({ target }) => toggleAll(target.checked)}
      >
        <strong>{name.group(group.name)}</strong>
      </Checkbox>
      <ul>
        {group.permissions.map((permission) => (
          <li key={permission.name}>
            <Checkbox
              checked={held.includes(permission.name)}
              disabled={closed(permission)}
              onChange={({ target }) => onChange(toggled(held, permission.name, target.checked))}
            >
              {name.permission(permission.name)}
            </Checkbox>
          </li>
        ))}
      </ul>
    </fieldset>
  )
}
