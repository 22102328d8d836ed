import { DownOutlined } from '@ant-design/icons'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Skeleton } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, type Query } from '@/api/client'
import type { Id, Page } from '@/api/types'
import { useMe } from '@/app/session'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { Time } from '@/ui/Time'
import { type AuditEntry, pageOf } from './audit'
import { Differences } from './Differences'
import { useAuditWords } from './words'
import './audit.css'

interface Props {
  query: Query
  /** The entries are all of the record on the page: it is not named again. */
  ofOne?: boolean
  empty: ReactNode
}

/** Who did what when, newest first; an entry unfolds to what it changed. */
export function AuditList({ query, ofOne = false, empty }: Props) {
  const { t } = useTranslation()
  const list = useInfiniteQuery({
    queryKey: ['audit', query],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<AuditEntry>>('/audit', { query: { ...query, after: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  })
  if (list.error) return <ProblemAlert error={list.error} onRetry={() => list.refetch()} />
  if (list.isPending) return <Skeleton active className="panel-body" paragraph={{ rows: 4 }} />
  const entries = list.data.pages.flatMap((page) => page.items)
  if (entries.length === 0) return empty
  return (
    <>
      <ul className="audit-list" aria-busy={list.isFetching}>
        {entries.map((entry) => (
          <Entry key={entry.id} entry={entry} ofOne={ofOne} />
        ))}
      </ul>
      {list.hasNextPage && (
        <div className="more">
          <Button loading={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
            {t('table.more')}
          </Button>
        </div>
      )}
    </>
  )
}

function Entry({ entry, ofOne }: { entry: AuditEntry; ofOne: boolean }) {
  const { t } = useTranslation()
  const words = useAuditWords()
  const [open, setOpen] = useState(false)
  const { at, actor_name, address, action, changes } = entry
  return (
    <li className="audit-entry">
      <div className="audit-line">
        <span className="audit-what">
          <strong>{words.verb(action)}</strong> {!ofOne && <Record entry={entry} />}
          {!ofOne && <SiteCode id={entry.site_id} />}
        </span>
        <span className="audit-who">
          <bdi>{actor_name}</bdi>
          {address && (
            <bdi dir="ltr" className="muted desktop-only">
              {address}
            </bdi>
          )}
        </span>
        <Time at={at} />
        {changes && changes.length > 0 ? (
          <Button
            size="small"
            type="text"
            aria-expanded={open}
            icon={<DownOutlined rotate={open ? 180 : 0} />}
            onClick={() => setOpen(!open)}
          >
            {t('audit.changeCount', { count: changes.length })}
          </Button>
        ) : (
          <span />
        )}
      </div>
      {open && changes && <Differences changes={changes} siteId={entry.site_id} />}
    </li>
  )
}

/** Where it was, for those who work at more than one site. */
function SiteCode({ id }: { id: Id | null }) {
  const sites = useMe()?.sites ?? []
  const site = sites.find((one) => one.id === id)
  if (!site || sites.length < 2) return null
  return (
    <bdi className="code muted" title={site.name}>
      {' '}
      {site.code}
    </bdi>
  )
}

function Record({ entry }: { entry: AuditEntry }) {
  const words = useAuditWords()
  const page = pageOf(entry)
  return (
    <>
      <span className="muted">{words.entity(entry.entity)}</span>{' '}
      {page ? (
        <Link to={page}>
          <bdi>{entry.label}</bdi>
        </Link>
      ) : (
        <bdi>{entry.label}</bdi>
      )}
    </>
  )
}
