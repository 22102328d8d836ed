import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import { errorText } from '@/api/problem'
import type { Page, Webhook, WebhookDelivery } from '@/api/types'
import { EmptyState } from '@/ui/EmptyState'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { Tag } from '@/ui/StatusTag'
import { Time } from '@/ui/Time'
import { deliveriesOf, replayFrom, tryWebhook } from './commands'
import { useAnswered } from './useAnswered'
import './webhooks.css'

const ROWS = 20
const LOOK_EVERY = 5_000

/** What it was told, the newest first. */
export function Deliveries({ webhook, onChanged }: { webhook: Webhook; onChanged: () => void }) {
  const { t } = useTranslation()
  const list = useInfiniteQuery({
    queryKey: deliveriesOf(webhook.id),
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<WebhookDelivery>>(`/webhooks/${webhook.id}/deliveries`, {
        query: { limit: ROWS, after: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    // What goes well is not told to screens one by one.
    refetchInterval: LOOK_EVERY,
  })
  const rows = list.data?.pages.flatMap(({ items }) => items)
  return (
    <section className="stack" aria-label={t('webhooks.deliveries')}>
      <h3>{t('webhooks.deliveries')}</h3>
      {list.error && <ProblemAlert error={list.error} onRetry={list.refetch} />}
      {!rows && !list.error && <Skeleton active paragraph={{ rows: 4 }} />}
      {rows?.length === 0 && <EmptyState title={t('webhooks.noDeliveries')} text={t('webhooks.noDeliveriesText')} />}
      {rows && rows.length > 0 && (
        <ul className="webhook-deliveries">
          {rows.map((one) => (
            <Delivery key={one.id} webhook={webhook} one={one} onChanged={onChanged} />
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <Button loading={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
          {t('webhooks.more')}
        </Button>
      )}
    </section>
  )
}

interface RowProps {
  webhook: Webhook
  one: WebhookDelivery
  onChanged: () => void
}

function Delivery({ webhook, one, onChanged }: RowProps) {
  const { t } = useTranslation()
  const { type, attempt, is_trial, is_taken, status, duration_ms, fault, at } = one
  return (
    <li>
      <div className="row wrap">
        <Tag tone={is_taken ? 'green' : 'red'}>
          <bdi dir="ltr">{status === null ? t('webhooks.noAnswer') : `HTTP ${status}`}</bdi>
        </Tag>
        <strong dir="ltr">{type}</strong>
        <Time at={at} />
      </div>
      <div className="row wrap muted">
        <span>{is_trial ? t('webhooks.trial') : t('webhooks.attempt', { count: attempt })}</span>
        <span>{t('webhooks.ms', { count: duration_ms })}</span>
        {fault && <bdi dir="ltr">{fault}</bdi>}
      </div>
      {type !== 'webhook.test' && <Again webhook={webhook} one={one} onChanged={onChanged} />}
    </li>
  )
}

/** This one once more, or all from here on. */
function Again({ webhook, one, onChanged }: RowProps) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const client = useQueryClient()
  const answered = useAnswered()
  const failed = (error: unknown) => message.error(errorText(error))
  const again = () =>
    tryWebhook(webhook.id, one.event_id)
      .then(answered, failed)
      .then(() => client.invalidateQueries({ queryKey: deliveriesOf(webhook.id) }))
      .then(onChanged)
  const fromHere = () =>
    replayFrom(webhook.id, one.event_id)
      .then(() => message.success(t('webhooks.fromHereDone')), failed)
      .then(onChanged)
  return (
    <div className="row wrap">
      <Button size="small" onClick={again}>
        {t('webhooks.again')}
      </Button>
      <Button size="small" onClick={fromHere}>
        {t('webhooks.fromHere')}
      </Button>
    </div>
  )
}
