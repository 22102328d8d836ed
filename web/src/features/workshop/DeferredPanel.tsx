import { PlusOutlined } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Dropdown, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { DeferredJob, Id, Page, WorkOrder } from '@/api/types'
import { Money } from '@/ui/Money'
import { Age } from '@/ui/Time'
import { useUndo } from '@/ui/useUndo'
import { offerDeferred } from './commands'
import type { Change } from './WorkOrderPage'
import './deferred.css'

/** What was offered for a vehicle and not done. */
export function useDeferred(vehicle: Id | undefined) {
  return useQuery({
    queryKey: ['work-orders', 'deferred', vehicle],
    queryFn: ({ signal }) =>
      api.get<Page<DeferredJob>>('/deferred-jobs', { query: { vehicle, state: 'open', limit: 50 }, signal }),
    enabled: vehicle !== undefined,
  })
}

interface Props {
  vehicle: Id | undefined
  /** The order to offer it on. */
  order?: WorkOrder
  change?: Change
}

/** Declined earlier: to be offered again, or closed for a reason. Nothing without any. */
export function DeferredPanel({ vehicle, order, change }: Props) {
  const { t } = useTranslation()
  const entries = useDeferred(vehicle).data?.items ?? []
  const shown = entries.filter(({ work_order_id }) => work_order_id !== order?.id)
  if (shown.length === 0) return null
  return (
    <section className="panel panel-body deferred" aria-label={t('workshop.deferred.title')}>
      <h2 className="panel-title">{t('workshop.deferred.title')}</h2>
      <ul>
        {shown.map((entry) => (
          <Entry key={entry.id} entry={entry} order={order} change={change} />
        ))}
      </ul>
    </section>
  )
}

function Entry({ entry, order, change }: { entry: DeferredJob; order?: WorkOrder; change?: Change }) {
  const { t } = useTranslation()
  const mayOffer = order?.actions.includes('add_job') && entry.actions.includes('offer')
  const here = entry.offered_work_order_id === order?.id && order !== undefined
  return (
    <li>
      <div className="grow">
        <strong>
          <bdi>{entry.title}</bdi>
        </strong>{' '}
        <Money amount={entry.gross} currency={entry.currency} />
        <div className="muted">
          <Link to="/work-orders/$id" params={{ id: entry.work_order_id }} className="code">
            {entry.work_order}
          </Link>{' '}
          · <Age at={entry.deferred_at} />
          {entry.reason && (
            <>
              {' · '}
              <bdi>{entry.reason}</bdi>
            </>
          )}
        </div>
        {entry.offered_work_order_id && (
          <div className="muted">
            {here ? (
              t('workshop.deferred.offeredHere')
            ) : (
              <Link to="/work-orders/$id" params={{ id: entry.offered_work_order_id }}>
                {t('workshop.deferred.offeredOn', { number: entry.offered_work_order })}
              </Link>
            )}
          </div>
        )}
      </div>
      {mayOffer && order && (
        <Button icon={<PlusOutlined />} onClick={() => change?.(() => offerDeferred(order.id, entry.id))}>
          {t('workshop.deferred.offer')}
        </Button>
      )}
      <Due entry={entry} />
      <Close entry={entry} />
    </li>
  )
}

/** When it should come back. */
function Due({ entry }: { entry: DeferredJob }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  if (!entry.actions.includes('update')) return null
  const save = async (due_on: string | null) => {
    await api.patch(`/deferred-jobs/${entry.id}`, { due_on }, { version: entry.version })
    await client.invalidateQueries({ queryKey: ['work-orders', 'deferred'] })
  }
  return (
    <label className="deferred-due">
      {t('workshop.deferred.due')}
      <Input
        type="date"
        defaultValue={entry.due_on ?? ''}
        onBlur={({ target }) => target.value !== (entry.due_on ?? '') && save(target.value || null)}
      />
    </label>
  )
}

function Close({ entry }: { entry: DeferredJob }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const offerUndo = useUndo()
  if (!entry.actions.includes('close')) return null
  const refresh = () => client.invalidateQueries({ queryKey: ['work-orders', 'deferred'] })
  const close = async (because: 'done_elsewhere' | 'obsolete') => {
    await api.post(`/deferred-jobs/${entry.id}/close`, { because })
    await refresh()
    offerUndo(t('workshop.deferred.closed', { title: entry.title }), async () => {
      await api.post(`/deferred-jobs/${entry.id}/reopen`, {})
      await refresh()
    })
  }
  const items = (['done_elsewhere', 'obsolete'] as const).map((because) => ({
    key: because,
    label: t(`workshop.deferred.because.${because}`),
    onClick: () => close(because),
  }))
  return (
    <Dropdown trigger={['click']} menu={{ items }}>
      <Button>{t('workshop.deferred.close')}</Button>
    </Dropdown>
  )
}
