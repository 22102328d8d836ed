import { App, Form, Input, Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Invitation, Invited, User } from '@/api/types'
import { LANGUAGES } from '@/app/locale'
import { useMe } from '@/app/session'
import { FormDrawer } from '@/ui/FormDrawer'
import { useLanguage } from '@/ui/useLanguage'
import { useKeepRecord } from '@/ui/useRecord'
import { inviteUser } from './commands'
import { EmailField, emailOf } from './EmailField'
import { sitesWhere } from './places'
import { RoleFields } from './RoleFields'
import { UserNameField, userNameOf } from './UserNameField'

interface Props {
  onInvited: (invited: Invited) => void
  onClose: () => void
}

export function InviteForm({ onInvited, onClose }: Props) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const language = useLanguage()
  const keep = useKeepRecord<User>('/users')
  const [form] = Form.useForm<Invitation>()
  const [first] = sitesWhere(useMe(), 'user.invite')
  const save = async (values: Invitation) => {
    const { email, user_name, everywhere_role = null } = values
    const body = { ...values, email: emailOf(email), user_name: userNameOf(user_name), everywhere_role }
    const invited = await inviteUser(body)
    keep(invited.user)
    onInvited(invited)
    if (!invited.link) message.success(t('users.invited', { email: body.email ?? '' }))
  }
  const typed = Form.useWatch('email', form)
  const named = Form.useWatch('user_name', form)
  return (
    <FormDrawer
      title={t('users.invite')}
      form={form}
      initial={{ language, sites: first ? [{ site_id: first.id, role: 'technician' }] : [] }}
      ok={t(named && !typed?.trim() ? 'users.makeLink' : 'users.sendInvitation')}
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
      <EmailField needsOne />
      <UserNameField />
      <Form.Item name="language" label={t('app.language')} extra={t('users.languageHint')}>
        <Segmented block options={LANGUAGES.map(({ code, name }) => ({ value: code, label: name }))} />
      </Form.Item>
      <RoleFields permission="user.invite" />
    </FormDrawer>
  )
}
