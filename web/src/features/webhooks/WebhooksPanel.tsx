import { ApiOutlined, PlusOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MadeWebhook, Webhook } from '@/api/types'
import { EmptyState } from '@/ui/EmptyState'
import type { Column } from '@/ui/RowCards'
import { RowsPanel } from '@/ui/RowsPanel'
import { SecretOnce } from '@/ui/SecretOnce'
import { Age } from '@/ui/Time'
import { useAll } from '@/ui/useAll'
import { useUrlState } from '@/ui/useUrlState'
import { KEY } from './commands'
import { Health, WebhookStateTag } from './Health'
import { WebhookDrawer } from './WebhookDrawer'
import { WebhookForm } from './WebhookForm'

/** Programs of others that are told what happens: how each is, and what came of it. */
export function WebhooksPanel() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [url, setUrl] = useUrlState()
  const [made, setMade] = useState<MadeWebhook | null>(null)
  const query = useAll<Webhook>('/webhooks')
  const changed = () => client.invalidateQueries({ queryKey: KEY })
  const shown = query.data?.find(({ id }) => id === url.webhook)
  const create = (
    <Button icon={<PlusOutlined />} onClick={() => setUrl({ webhook: 'new' })}>
      {t('webhooks.new')}
    </Button>
  )
  const keep = (secret: MadeWebhook) => {
    setMade(secret)
    changed()
  }
  return (
    <>
      <RowsPanel<Webhook>
        query={query}
        title={t('webhooks.title')}
        action={create}
        filters={<p className="muted">{t('webhooks.hint')}</p>}
        columns={useColumns()}
        href={({ id }) => ({ to: '/api-keys', search: { webhook: id } })}
        empty={
          <EmptyState
            icon={<ApiOutlined />}
            title={t('webhooks.empty')}
            text={t('webhooks.emptyText')}
            action={create}
          />
        }
      />
      {url.webhook === 'new' && (
        <WebhookForm onMade={keep} onChanged={changed} onClose={() => setUrl({ webhook: undefined })} />
      )}
      {shown && (
        <WebhookDrawer
          webhook={shown}
          onSecret={keep}
          onChanged={changed}
          onClose={() => setUrl({ webhook: undefined })}
        />
      )}
      {made && (
        <SecretOnce
          title={made.webhook.name}
          secret={made.secret}
          label={t('webhooks.secret')}
          text={t('webhooks.secretText')}
          ok={t('webhooks.kept')}
          onClose={() => setMade(null)}
        />
      )}
    </>
  )
}

function useColumns(): Column<Webhook>[] {
  const { t } = useTranslation()
  return [
    {
      key: 'name',
      title: t('webhooks.name'),
      render: ({ name, url }) => (
        <span>
          <strong>
            <bdi>{name}</bdi>
          </strong>
          <small className="muted key-prefix">
            <bdi dir="ltr">{url}</bdi>
          </small>
        </span>
      ),
    },
    { key: 'state', title: t('webhooks.state'), render: ({ state }) => <WebhookStateTag state={state} /> },
    { key: 'health', title: t('webhooks.health'), newLine: true, render: (one) => <Health webhook={one} /> },
    {
      key: 'told',
      title: t('webhooks.told'),
      named: true,
      newLine: true,
      render: ({ told_at }) => (told_at ? <Age at={told_at} /> : t('webhooks.never')),
    },
  ]
}
