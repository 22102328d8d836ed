import { CheckCircleOutlined, EditOutlined, LogoutOutlined, MailOutlined, StopOutlined } from '@ant-design/icons'
import { App, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { errorText } from '@/api/problem'
import type { Invited, User } from '@/api/types'
import { useKeepRecord } from '@/ui/useRecord'
import { useUndo } from '@/ui/useUndo'
import { disableUser, enableUser, inviteAgain, signOutUser } from './commands'

interface Props {
  user: User
  onEdit: () => void
  onInvited: (invited: Invited) => void
}

export function UserActions({ user, onEdit, onInvited }: Props) {
  const { t } = useTranslation()
  const { message, modal } = App.useApp()
  const offerUndo = useUndo()
  const keep = useKeepRecord<User>('/users')
  const { id, name, email, actions } = user
  const run = (work: () => Promise<unknown>) => () => work().catch((error: unknown) => message.error(errorText(error)))
  const enable = async () => keep(await enableUser(id))
  const disable = async () => {
    keep(await disableUser(id))
    offerUndo(t('users.disabledDone', { name }), enable)
  }
  const invite = async () => {
    const invited = await inviteAgain(id)
    keep(invited.user)
    onInvited(invited)
    if (!invited.link) message.success(t('users.invited', { email }))
  }
  const signOut = async () => {
    keep(await signOutUser(id))
    message.success(t('users.signedOut', { name }))
  }
  const askToSignOut = () =>
    modal.confirm({
      title: t('users.signOutTitle', { name }),
      content: t('users.signOutText'),
      okText: t('users.action.sign_out'),
      cancelText: t('common.cancel'),
      onOk: run(signOut),
    })
  const buttons = [
    { action: 'sign_out', icon: <LogoutOutlined className="flip-rtl" />, go: askToSignOut },
    { action: 'disable', icon: <StopOutlined />, go: run(disable) },
    { action: 'enable', icon: <CheckCircleOutlined />, go: run(enable) },
    { action: 'invite', icon: <MailOutlined />, go: run(invite) },
    { action: 'update', icon: <EditOutlined />, go: onEdit },
  ]
  return buttons
    .filter(({ action }) => actions.includes(action))
    .map(({ action, icon, go }) => (
      <Button key={action} icon={icon} onClick={go}>
        {t(`users.action.${action}`)}
      </Button>
    ))
}
