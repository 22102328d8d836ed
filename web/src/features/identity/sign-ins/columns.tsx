import { useTranslation } from 'react-i18next'
import { problemText } from '@/api/problem'
import type { SignIn } from '@/api/types'
import { AgentName } from '@/ui/AgentName'
import type { Column } from '@/ui/RowCards'
import { Tag } from '@/ui/StatusTag'
import { Time } from '@/ui/Time'
import { toneOf } from './outcome'

export function useSignInColumns(): Column<SignIn>[] {
  const { t } = useTranslation()
  return [
    {
      key: 'user',
      title: t('signIns.who'),
      render: ({ user_name }) => (
        <strong>
          <bdi>{user_name}</bdi>
        </strong>
      ),
    },
    { key: 'outcome', title: t('signIns.what'), render: (row) => <Outcome row={row} /> },
    { key: 'at', title: t('signIns.when'), newLine: true, render: ({ at }) => <Time at={at} /> },
    { key: 'agent', title: t('profile.device'), render: ({ agent }) => <AgentName agent={agent} /> },
    {
      key: 'address',
      title: t('profile.address'),
      desktopOnly: true,
      render: ({ address }) => <bdi dir="ltr">{address}</bdi>,
    },
  ]
}

function Outcome({ row: { outcome, by_name, operation, code } }: { row: SignIn }) {
  const { t, i18n } = useTranslation()
  const key = `signIns.outcome.${outcome}`
  return (
    <span className="row wrap">
      <Tag tone={toneOf(outcome)}>{i18n.exists(key) ? t(key) : outcome.replaceAll('_', ' ')}</Tag>
      {by_name && <span className="muted">{t('signIns.by', { name: by_name })}</span>}
      {operation && (
        <bdi dir="ltr" className="code" title={problemText({ code })}>
          {operation.replace('/api/v1', '')}
        </bdi>
      )}
    </span>
  )
}
