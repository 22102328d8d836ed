import {
  CheckCircleOutlined,
  EditOutlined,
  KeyOutlined,
  LinkOutlined,
  LogoutOutlined,
  MailOutlined,
  StopOutlined,
} from '@ant-design/icons'
import { App, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { errorText } from '@/api/problem'
import type { Invited, User } from '@/api/types'
import { signsInAs } from '@/app/session'
import { useKeepRecord } from '@/ui/useRecord'
import { useUndo } from '@/ui/useUndo'
import { useSignInOptions } from '../options'
import { disableUser, enableUser, inviteAgain, makeResetLink, signOutUser } from './commands'

interface Props {
  user: User
  onEdit: () => void
  onInvited: (invited: Invited) => void
  onResetLink: (link: string) => void
}

export function UserActions({ user, onEdit, onInvited, onResetLink }: Props) {
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
    if (!invited.link) message.success(t('users.invited', { email: signsInAs(user) }))
  }
  const resetPassword = async () => onResetLink((await makeResetLink(id)).link)
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
  const askToReset = () =>
    modal.confirm({
      title: t('users.resetTitle', { name }),
      content: t('users.resetAsk'),
      okText: t('users.action.reset_password'),
      cancelText: t('common.cancel'),
      onOk: run(resetPassword),
    })
  // Whom mail reaches asks for a link themselves.
  const isMailed = useSignInOptions().data?.password_reset !== false
  const byHand = !isMailed || !email
  const buttons = [
    { action: 'reset_password', icon: <KeyOutlined />, go: askToReset },
    { action: 'sign_out', icon: <LogoutOutlined className="flip-rtl" />, go: askToSignOut },
    { action: 'disable', icon: <StopOutlined />, go: run(disable) },
    { action: 'enable', icon: <CheckCircleOutlined />, go: run(enable) },
    { action: 'invite', icon: byHand ? <LinkOutlined /> : <MailOutlined />, go: run(invite) },
    { action: 'update', icon: <EditOutlined />, go: onEdit },
  ]
  return buttons
    .filter(({ action }) => actions.includes(action) && (action !== 'reset_password' || byHand))
    .map(({ action, icon, go }) => (
      <Button key={action} icon={icon} onClick={go}>
        {t(action === 'invite' && byHand ? 'users.makeLink' : `users.action.${action}`)}
      </Button>
    ))
}
