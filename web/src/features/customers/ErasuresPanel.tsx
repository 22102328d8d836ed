import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { Erasure, Page } from '@/api/types'
import { SettingsPanel } from '@/features/workshop/settings/SettingsPanel'
import { EmptyState } from '@/ui/EmptyState'
import { Tag } from '@/ui/StatusTag'
import { Day, Time } from '@/ui/Time'

/** The log of erasures: who asked and when, and when the rest goes. It names nobody who was erased. */
export function ErasuresPanel() {
  const { t } = useTranslation()
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['customers', 'erasures'],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<Erasure>>('/customer-erasures', { query: { after: pageParam, limit: 10 }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })
  if (!data) return null
  const rows = data.pages.flatMap((page) => page.items)
  return (
    <div style={{ marginBlockStart: 'var(--space-4, 1rem)' }}>
      <SettingsPanel title={t('erasure.title')} hint={t('erasure.hint')}>
        {rows.length === 0 ? (
          <EmptyState title={t('erasure.none')} text={t('erasure.noneText')} />
        ) : (
          <ul className="stack" style={{ listStyle: 'none', margin: 0, padding: 0 }} aria-label={t('erasure.title')}>
            {rows.map((erasure) => (
              <ErasureRow key={erasure.id} erasure={erasure} />
            ))}
          </ul>
        )}
        {hasNextPage && (
          <Button loading={isFetchingNextPage} onClick={() => fetchNextPage()}>
            {t('erasure.more')}
          </Button>
        )}
      </SettingsPanel>
    </div>
  )
}

function ErasureRow({ erasure }: { erasure: Erasure }) {
  const { t } = useTranslation()
  const { state, asked_at, asked_by, due_on, documents, done_at } = erasure
  return (
    <li className="row wrap">
      <Tag tone={state === 'done' ? 'green' : 'amber'}>{t(`erasure.state.${state}`)}</Tag>
      <span className="grow">
        {t('erasure.asked')} <Time at={asked_at} /> · {t('erasure.by')}{' '}
        {asked_by ? <bdi>{asked_by}</bdi> : t('erasure.customer')}
      </span>
      <span className="muted">
        {state === 'kept' && due_on && (
          <>
            {t('erasure.documents')}: <span className="num">{documents}</span> · {t('erasure.due')} <Day day={due_on} />
          </>
        )}
        {done_at && (
          <>
            {t('erasure.finished')} <Time at={done_at} />
          </>
        )}
      </span>
    </li>
  )
}
