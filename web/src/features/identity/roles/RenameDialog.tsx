import { Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Role } from '@/api/types'
import { FormDialog } from '@/ui/FormDialog'
import { updateRole } from './commands'
import { useRoleName } from './names'
import { useRolesChanged } from './useRolesChanged'

export function RenameDialog({ role, onClose }: { role: Role; onClose: () => void }) {
  const { t } = useTranslation()
  const roleName = useRoleName()
  const changed = useRolesChanged()
  const [form] = Form.useForm<{ name: string }>()
  const save = async ({ name }: { name: string }) => {
    await updateRole(role.id, role.version, { name: name.trim() })
    await changed()
  }
  const rules = [{ required: true, whitespace: true, message: t('form.required') }]
  return (
    <FormDialog
      title={t('roles.rename')}
      form={form}
      initial={{ name: roleName(role.id) }}
      onSave={save}
      onClose={onClose}
    >
      <Form.Item name="name" label={t('roles.name')} rules={rules}>
        <Input autoFocus dir="auto" autoComplete="off" />
      </Form.Item>
    </FormDialog>
  )
}
