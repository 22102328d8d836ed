import { App, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { errorText } from '@/api/problem'
import type { OpenSession } from '@/api/types'
import { AgentName } from '@/ui/AgentName'
import type { Column } from '@/ui/RowCards'
import { RowsPanel } from '@/ui/RowsPanel'
import { Tag } from '@/ui/StatusTag'
import { Age } from '@/ui/Time'
import { useAll } from '@/ui/useAll'
import { endOtherSessions, endSession } from './commands'
import { useSecurityChanged } from './queries'

/** Where one is signed in; another place's session can be ended from here. */
export function SessionsPanel() {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const changed = useSecurityChanged()
  const query = useAll<OpenSession>('/me/sessions')
  const others = query.data?.some(({ current }) => !current)
  const run = (work: Promise<unknown>) =>
    work.then(
      () => {
        changed()
        message.success(t('profile.sessionEnded'))
      },
      (error: unknown) => message.error(errorText(error)),
    )
  return (
    <RowsPanel<OpenSession>
      title={t('profile.sessions')}
      action={others && <Button onClick={() => run(endOtherSessions())}>{t('profile.endOthers')}</Button>}
      query={query}
      columns={useColumns((id) => run(endSession(id)))}
      empty={null}
    />
  )
}

function useColumns(onEnd: (id: string) => void): Column<OpenSession>[] {
  const { t } = useTranslation()
  return [
    {
      key: 'agent',
      title: t('profile.device'),
      render: ({ agent, kind, current }) => (
        <span className="row wrap">
          <AgentName agent={agent} />
          {current && <Tag tone="teal">{t('profile.thisOne')}</Tag>}
          {kind === 'pin' && <Tag tone="grey">{t('pin.title')}</Tag>}
        </span>
      ),
    },
    {
      key: 'address',
      title: t('profile.address'),
      newLine: true,
      render: ({ address }) => <bdi dir="ltr">{address}</bdi>,
    },
    { key: 'used', title: t('profile.lastUsed'), render: ({ last_used_at }) => <Age at={last_used_at} /> },
    {
      key: 'end',
      title: '',
      end: true,
      render: ({ id, current, actions }) =>
        actions.includes('end') &&
        !current && (
          <Button size="small" onClick={() => onEnd(id)}>
            {t('profile.endSession')}
          </Button>
        ),
    },
  ]
}
