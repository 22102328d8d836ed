import { KeyOutlined, PlusOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { errorText } from '@/api/problem'
import type { ApiKey, MadeApiKey } from '@/api/types'
import { mayAnywhere } from '@/app/may'
import { useMe } from '@/app/session'
import { WebhooksPanel } from '@/features/webhooks/WebhooksPanel'
import { EmptyState } from '@/ui/EmptyState'
import { PageHeader } from '@/ui/PageHeader'
import type { Column } from '@/ui/RowCards'
import { RowsPanel } from '@/ui/RowsPanel'
import { SecretOnce } from '@/ui/SecretOnce'
import { StatusTag } from '@/ui/StatusTag'
import { Age, Time } from '@/ui/Time'
import { useAll } from '@/ui/useAll'
import { useUrlState } from '@/ui/useUrlState'
import { revokeApiKey } from './commands'
import { KeyForm } from './KeyForm'
import { KeyScopes } from './KeyScopes'
import './keys.css'

/** Keys for programs: what each may do where, until when, and when it last did. */
export function ApiKeysPage() {
  const { t } = useTranslation()
  const me = useMe()
  const [url, setUrl] = useUrlState()
  const client = useQueryClient()
  const { message, modal } = App.useApp()
  const [made, setMade] = useState<MadeApiKey | null>(null)
  const changed = () => client.invalidateQueries({ queryKey: ['api-keys'] })
  const revoke = ({ id }: ApiKey) =>
    revokeApiKey(id).then(changed, (error: unknown) => {
      message.error(errorText(error))
    })
  const askToRevoke = (key: ApiKey) =>
    modal.confirm({
      title: t('keys.revokeTitle', { name: key.name }),
      content: t('keys.revokeText'),
      okText: t('keys.revoke'),
      okButtonProps: { danger: true },
      cancelText: t('common.cancel'),
      onOk: () => revoke(key),
    })
  const create = (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setUrl({ new: '1' })}>
      {t('keys.new')}
    </Button>
  )
  return (
    <>
      <PageHeader title={t('nav.apiKeys')} actions={create} />
      <div className="stack">
        <RowsPanel<ApiKey>
          query={useAll<ApiKey>('/api-keys')}
          columns={useColumns(askToRevoke)}
          empty={
            <EmptyState icon={<KeyOutlined />} title={t('keys.empty')} text={t('keys.emptyText')} action={create} />
          }
        />
        {mayAnywhere(me, ['webhook.manage']) && <WebhooksPanel />}
      </div>
      {url.new && (
        <KeyForm
          onMade={(key) => {
            setMade(key)
            changed()
          }}
          onClose={() => setUrl({ new: undefined })}
        />
      )}
      {made && (
        <SecretOnce
          title={made.api_key.name}
          secret={made.secret}
          label={t('keys.secret')}
          text={t('keys.secretText')}
          ok={t('keys.kept')}
          onClose={() => setMade(null)}
        />
      )}
    </>
  )
}

function useColumns(onRevoke: (key: ApiKey) => void): Column<ApiKey>[] {
  const { t } = useTranslation()
  const me = useMe()
  const siteName = (id: string) => me?.sites.find((site) => site.id === id)?.name ?? '—'
  return [
    {
      key: 'name',
      title: t('keys.name'),
      render: ({ name, prefix }) => (
        <span>
          <strong>
            <bdi>{name}</bdi>
          </strong>
          <small className="muted key-prefix">
            <bdi dir="ltr">{prefix}…</bdi>
          </small>
        </span>
      ),
    },
    { key: 'state', title: t('keys.state'), render: ({ state }) => <StatusTag kind="apiKey" state={state} /> },
    { key: 'scopes', title: t('keys.scopes'), newLine: true, render: (key) => <KeyScopes names={key.permissions} /> },
    {
      key: 'sites',
      title: t('keys.sites'),
      render: ({ sites }) => <bdi>{sites.map(siteName).join(', ')}</bdi>,
    },
    {
      key: 'expires',
      title: t('keys.expires'),
      named: true,
      newLine: true,
      render: ({ expires_at }) => (expires_at ? <Time at={expires_at} /> : t('keys.never')),
    },
    {
      key: 'used',
      title: t('keys.lastUsed'),
      named: true,
      newLine: true,
      render: ({ last_used_at }) => (last_used_at ? <Age at={last_used_at} /> : t('keys.unused')),
    },
    {
      key: 'revoke',
      title: '',
      end: true,
      render: (key) =>
        key.actions.includes('revoke') && (
          <Button size="small" danger onClick={() => onRevoke(key)}>
            {t('keys.revoke')}
          </Button>
        ),
    },
  ]
}
