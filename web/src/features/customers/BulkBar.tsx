import { DownOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { App, Button, Checkbox, Dropdown, Progress } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, type Query } from '@/api/client'
import { errorText } from '@/api/problem'
import type { Bulk, BulkAction, CustomerTag, Id } from '@/api/types'
import { useMay } from '@/app/permission'
import { useCustomerTags } from '@/ui/CustomerTags'
import { Tag } from '@/ui/StatusTag'
import { startBulk, undoBulk } from './commands'
import { useCustomersChanged } from './queries'

interface Props {
  chosen: Id[]
  /** What the list shows: for all that match it. */
  query: Query
  onClear: () => void
}

/** Does the same to the chosen customers, or to all that the filter shows. */
export function BulkBar({ chosen, query, onClear }: Props) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const mayArchive = useMay('customer.archive')
  const mayWrite = useMay('customer.write')
  const [all, setAll] = useState(false)
  const [running, setRunning] = useState<Id | null>(null)
  const tags = useCustomerTags().data ?? []
  const begin = async (action: BulkAction, tag_id?: Id) => {
    try {
      const bulk = await (all ? startBulk({ action, tag_id }, query) : startBulk({ action, tag_id, ids: chosen }))
      setRunning(bulk.id)
      setAll(false)
      onClear()
    } catch (error) {
      message.error(errorText(error))
    }
  }
  if (running) return <BulkProgress key={running} id={running} onClose={() => setRunning(null)} />
  if (chosen.length === 0) return null
  const archived = query.archived === 'true'
  return (
    <section className="panel bulk-bar" aria-label={t('customers.bulk.label')}>
      <strong>{t('customers.bulk.chosen', { count: chosen.length })}</strong>
      <Checkbox checked={all} onChange={(event) => setAll(event.target.checked)}>
        {t('customers.bulk.all')}
      </Checkbox>
      <span className="grow" />
      {mayArchive && (
        <Button onClick={() => begin(archived ? 'restore' : 'archive')}>
          {archived ? t('customers.restore') : t('customers.archive')}
        </Button>
      )}
      {mayWrite && <Button onClick={() => begin('opt_out')}>{t('customers.bulk.optOut')}</Button>}
      {mayWrite &&
        tags.length > 0 &&
        (['tag', 'untag'] as const).map((action) => (
          <Dropdown key={action} trigger={['click']} menu={{ items: offered(tags, action, begin) }}>
            <Button>
              {t(`customers.bulk.${action}`)} <DownOutlined />
            </Button>
          </Dropdown>
        ))}
      <Button type="text" onClick={onClear}>
        {t('common.cancel')}
      </Button>
    </section>
  )
}

/** A retired tag is taken off, and put on nobody any more. */
function offered(tags: CustomerTag[], action: 'tag' | 'untag', begin: (action: BulkAction, tag: Id) => void) {
  return tags
    .filter(({ retired }) => action === 'untag' || !retired)
    .map(({ id, name, colour }) => ({
      key: id,
      label: (
        <Tag tone={colour}>
          <bdi>{name}</bdi>
        </Tag>
      ),
      onClick: () => begin(action, id),
    }))
}

const isThrough = (bulk?: Bulk) => bulk?.state === 'done' || bulk?.state === 'undone'

/** How far it is, what came of it, and the way back. */
function BulkProgress({ id, onClose }: { id: Id; onClose: () => void }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const changed = useCustomersChanged()
  const query = useQuery({
    queryKey: ['bulk', id],
    queryFn: ({ signal }) => api.get<Bulk>(`/customers/bulk/${id}`, { signal }),
    refetchInterval: ({ state }) => (isThrough(state.data) ? false : 500),
  })
  const bulk = query.data
  const state = bulk?.state
  // biome-ignore lint/correctness/useExhaustiveDependencies: the lists follow once it is through
  useEffect(() => {
    if (state === 'done' || state === 'undone') changed()
  }, [state])
  if (!bulk) return null
  const undo = async () => {
    await undoBulk(id).catch((error: unknown) => message.error(errorText(error)))
    query.refetch()
  }
  const worked = bulk.done + bulk.skipped + bulk.undone
  const percent = bulk.state === 'undoing' ? part(bulk.undone, bulk.undone + bulk.done) : part(worked, bulk.total)
  return (
    <section className="panel bulk-bar" role="status">
      <strong>{t(`customers.bulk.state.${bulk.state}`)}</strong>
      {isThrough(bulk) ? (
        <span>
          {bulk.state === 'undone'
            ? t('customers.bulk.undone', { count: bulk.undone })
            : t('customers.bulk.done', { count: bulk.done })}
          {bulk.skipped > 0 && ` · ${t('customers.bulk.skipped', { count: bulk.skipped })}`}
        </span>
      ) : (
        <Progress percent={percent} className="grow" />
      )}
      <span className="grow" />
      {bulk.actions.includes('undo') && <Button onClick={undo}>{t('common.undo')}</Button>}
      {isThrough(bulk) && (
        <Button type="text" onClick={onClose}>
          {t('common.close')}
        </Button>
      )}
    </section>
  )
}

const part = (of: number, all: number) => (all === 0 ? 100 : Math.round((100 * of) / all))
