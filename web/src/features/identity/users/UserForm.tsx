import { Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import type { User, UserChanges } from '@/api/types'
import { useMe } from '@/app/session'
import { FormDrawer } from '@/ui/FormDrawer'
import { useKeepRecord } from '@/ui/useRecord'
import { updateUser } from './commands'
import { EmailField, emailOf } from './EmailField'
import { RoleFields } from './RoleFields'
import { UserNameField, userNameOf } from './UserNameField'

/** A person's names, and what they do where. */
export function UserForm({ user, onClose }: { user: User; onClose: () => void }) {
  const { t } = useTranslation()
  const superuser = useMe()?.superuser
  const keep = useKeepRecord<User>('/users')
  const [form] = Form.useForm<UserChanges>()
  const save = async ({ name, email, user_name, sites, everywhere_role }: UserChanges) => {
    // Left out, the role everywhere stays: only who sees that field changes it.
    const everywhere = superuser ? { everywhere_role: everywhere_role ?? null } : {}
    const names = { name: name?.trim(), user_name: userNameOf(user_name), email: emailOf(email) ?? undefined }
    keep(await updateUser(user.id, user.version, { ...names, sites, ...everywhere }))
  }
  const { name, user_name, sites, everywhere_role } = user
  return (
    <FormDrawer
      title={t('users.edit')}
      form={form}
      initial={{ name, user_name, sites, everywhere_role: everywhere_role ?? undefined }}
      onSave={save}
      onClose={onClose}
    >
      <Form.Item
        name="name"
        label={t('users.name')}
        rules={[{ required: true, whitespace: true, message: t('form.required') }]}
      >
        <Input autoFocus dir="auto" autoComplete="off" />
      </Form.Item>
      {!user.email && <EmailField />}
      <UserNameField />
      <RoleFields permission="user.update" />
    </FormDrawer>
  )
}
