import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Progress } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Customer, CustomerLoyalty, Id, LoyaltyEntry } from '@/api/types'
import { useMay } from '@/app/permission'
import { useSiteId } from '@/app/site'
import { formatMoney } from '@/ui/currency'
import { Tag } from '@/ui/StatusTag'
import { formatScaled } from '@/ui/scaled'
import { Time } from '@/ui/Time'
import { useLanguage } from '@/ui/useLanguage'
import { customerLoyalty, loyaltyEntries } from './queries'
import { Referral } from './Referral'
import './loyalty.css'

const GrantDialog = lazy(async () => ({ default: (await import('./GrantDialog')).GrantDialog }))

/** What a customer has of points at the chosen site, which level, and how they came to it. Nothing where no points are given and none are left. */
export function LoyaltyPanel({ customer }: { customer: Customer }) {
  const site = useSiteId()
  const may = useMay('invoice.read')
  const { data } = useQuery({ ...customerLoyalty(customer.id, site), enabled: may && site !== '' })
  if (!data || (!data.is_on && data.balance === 0)) return null
  return <Points customer={customer} loyalty={data} site={site} />
}

function Points({ customer, loyalty, site }: { customer: Customer; loyalty: CustomerLoyalty; site: Id }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const [granting, setGranting] = useState(false)
  const { balance, worth, currency, usable, least, standing } = loyalty
  const may = loyalty.actions.includes('grant') && !customer.archived
  return (
    <aside className="panel panel-body stack" aria-label={t('loyalty.title')}>
      <div className="row wrap">
        <h2 className="panel-title grow">{t('loyalty.title')}</h2>
        {standing.level && (
          <Tag tone="amber">
            <bdi>{standing.level.name}</bdi> {t('loyalty.bonus', { bonus: standing.level.bonus })}
          </Tag>
        )}
      </div>
      <p className="loyalty-balance">
        <strong>{t('loyalty.points', { count: balance })}</strong>{' '}
        {balance > 0 && (
          <span className="muted">
            {t('loyalty.worthNow', { amount: formatMoney(balance * worth, currency, language) })}
          </span>
        )}
      </p>
      {balance < 0 && <p className="muted">{t('loyalty.negative')}</p>}
      {loyalty.is_on && balance > 0 && usable === 0 && (
        <p className="muted">{t('loyalty.fromLeast', { count: least })}</p>
      )}
      <Level loyalty={loyalty} />
      <Referral customer={customer} loyalty={loyalty} />
      <Entries customer={customer.id} site={site} />
      {may && <Button onClick={() => setGranting(true)}>{t('loyalty.grant')}</Button>}
      <Suspense fallback={null}>
        {granting && <GrantDialog customer={customer} site={site} onClose={() => setGranting(false)} />}
      </Suspense>
    </aside>
  )
}

/** How far it is to the next level. */
function Level({ loyalty: { standing } }: { loyalty: CustomerLoyalty }) {
  const { t } = useTranslation()
  const { level, next, earned } = standing
  if (!level && !next) return null
  const percent = next ? Math.max(0, Math.min(100, Math.round((100 * earned) / next.from))) : 100
  return (
    <div>
      <span id="loyalty-level" className="muted">
        {t('loyalty.inYear', { count: earned })} ·{' '}
        {next ? t('loyalty.toNext', { count: next.from - earned, level: next.name }) : t('loyalty.atTop')}
      </span>
      <Progress percent={percent} showInfo={false} aria-labelledby="loyalty-level" />
    </div>
  )
}

function Entries({ customer, site }: { customer: Id; site: Id }) {
  const { t } = useTranslation()
  const list = useInfiniteQuery({
    queryKey: ['loyalty', customer, site, 'entries'],
    queryFn: ({ pageParam, signal }) => loyaltyEntries(customer, { site, after: pageParam, limit: 5 }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })
  const rows = list.data?.pages.flatMap(({ items }) => items)
  if (!rows) return null
  if (rows.length === 0) return <p className="muted">{t('loyalty.none')}</p>
  return (
    <>
      <ul className="payments flush">
        {rows.map((entry) => (
          <Entry key={entry.id} entry={entry} />
        ))}
      </ul>
      {list.hasNextPage && (
        <Button type="link" loading={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
          {t('loyalty.more')}
        </Button>
      )}
    </>
  )
}

function Entry({ entry: { kind, points, document, invoice_id, reason, by, at } }: { entry: LoyaltyEntry }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const number = formatScaled(points, 0, language)
  return (
    <li>
      <span className="grow">
        <strong>{t(`loyalty.kind.${kind}`)}</strong>{' '}
        {invoice_id && document && (
          <Link to="/invoices/$id" params={{ id: invoice_id }} className="code">
            {document}
          </Link>
        )}
        {!invoice_id && document && <span className="code">{document}</span>}
        {reason && (
          <small>
            <bdi>{reason}</bdi>
          </small>
        )}
        <small className="muted">
          <Time at={at} /> · <bdi>{by}</bdi>
        </small>
      </span>
      <span className="num" dir="ltr">
        {points > 0 ? `+${number}` : number}
      </span>
    </li>
  )
}
