import { Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { PermissionGroup, Role } from '@/api/types'
import { useMe } from '@/app/session'
import { FormDialog } from '@/ui/FormDialog'
import { useAll } from '@/ui/useAll'
import { createRole } from './commands'
import { useRoleName, useRoles } from './names'
import { leastLimit } from './selection'
import { useRolesChanged } from './useRolesChanged'

interface Props {
  /** The role it begins as a copy of. */
  from?: string
  onMade: (role: Role) => void
  onClose: () => void
}

interface Fields {
  name: string
  from?: string
}

/** A name, and which role it begins as a copy of; what it holds is then ticked on its page. */
export function NewRoleDialog({ from, onMade, onClose }: Props) {
  const { t } = useTranslation()
  const roles = useRoles().data ?? []
  const groups = useAll<PermissionGroup>('/permissions').data ?? []
  const roleName = useRoleName()
  const me = useMe()
  const changed = useRolesChanged()
  const [form] = Form.useForm<Fields>()
  const save = async ({ name, from }: Fields) => {
    const mayGive = groups.flatMap((group) => group.permissions).filter(({ may_give }) => may_give)
    const copied = roles.find(({ id }) => id === from)
    const permissions = (copied?.permissions ?? []).filter((one) => mayGive.some((own) => own.name === one))
    const own = me?.sites ?? []
    const max_discount = copied ? leastLimit([copied, ...own].map((one) => one.max_discount)) : 0
    const max_refund = copied ? leastLimit([copied, ...own].map((one) => one.max_refund)) : 0
    const role = await createRole({ name: name.trim(), permissions, max_discount, max_refund })
    await changed()
    onMade(role)
  }
  const rules = [{ required: true, whitespace: true, message: t('form.required') }]
  return (
    <FormDialog
      title={t('roles.new')}
      form={form}
      initial={{ from }}
      ok={t('roles.create')}
      onSave={save}
      onClose={onClose}
      goesOn
    >
      <Form.Item name="name" label={t('roles.name')} rules={rules}>
        <Input autoFocus dir="auto" autoComplete="off" placeholder={t('roles.namePlaceholder')} />
      </Form.Item>
      <Form.Item name="from" label={t('roles.copyOf')} extra={t('roles.copyHint')}>
        <Select
          allowClear
          placeholder={t('roles.empty')}
          options={roles.map(({ id }) => ({ value: id, label: roleName(id) }))}
        />
      </Form.Item>
    </FormDialog>
  )
}
