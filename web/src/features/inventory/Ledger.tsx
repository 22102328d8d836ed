import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { Movement, Page, Product } from '@/api/types'
import { useSiteId } from '@/app/site'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { Quantity } from '@/ui/Quantity'
import { usePhone } from '@/ui/usePhone'
import { LedgerCards, LedgerRows } from './LedgerRows'
import './inventory.css'

/** Every movement of the article at the site, newest first, with what was left after it. */
export function Ledger({ product }: { product: Product }) {
  const { t } = useTranslation()
  const site = useSiteId()
  const phone = usePhone()
  const path = `/products/${product.id}/movements`
  const list = useInfiniteQuery({
    queryKey: ['products', 'movements', product.id, site],
    queryFn: ({ pageParam, signal }) => api.get<Page<Movement>>(path, { query: { site, after: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })
  const rows = list.data?.pages.flatMap((page) => page.items) ?? []
  const onHand = product.stock.find(({ site_id }) => site_id === site)?.on_hand ?? 0
  const Rows = phone ? LedgerCards : LedgerRows
  return (
    <section className="panel data-table">
      <header className="panel-head">
        <h2 className="panel-title">
          {t('inventory.why')} <Quantity value={onHand} unit={product.unit} />
          {t('inventory.whyEnd')}
        </h2>
      </header>
      {list.error && <ProblemAlert error={list.error} onRetry={() => list.refetch()} />}
      {list.isPending && <Skeleton active className="panel-body" />}
      {list.isSuccess && rows.length === 0 && <p className="panel-body muted">{t('inventory.noMovements')}</p>}
      {rows.length > 0 && <Rows rows={rows} unit={product.unit} />}
      {list.hasNextPage && (
        <div className="more">
          <Button loading={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
            {t('table.more')}
          </Button>
        </div>
      )}
    </section>
  )
}
