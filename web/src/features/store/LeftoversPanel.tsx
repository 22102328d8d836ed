import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import { errorText } from '@/api/problem'
import type { Leftover, LeftoverDecision, Page } from '@/api/types'
import { useMay } from '@/app/permission'
import { ReasonDialog } from '@/features/workshop/ReasonDialog'
import { Quantity } from '@/ui/Quantity'
import { decideLeftover } from './commands'
import { useStoreChanged } from './useChange'

/** Parts that were ordered for jobs which no longer want them: somebody says what becomes of each. */
export function LeftoversPanel({ site }: { site: string }) {
  const { t } = useTranslation()
  const { data } = useQuery({
    queryKey: ['leftovers', site],
    queryFn: ({ signal }) => api.get<Page<Leftover>>('/leftovers', { query: { site, limit: 100 }, signal }),
  })
  if (!data?.items.length) return null
  return (
    <section className="panel">
      <header className="panel-head">
        <h2 className="panel-title">{t('store.leftovers')}</h2>
      </header>
      <ul className="stock-sites">
        {data.items.map((row) => (
          <LeftoverRow key={row.id} row={row} />
        ))}
      </ul>
    </section>
  )
}

function LeftoverRow({ row }: { row: Leftover }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const client = useQueryClient()
  const changed = useStoreChanged()
  const may = useMay('purchase.write')
  const mayScrap = useMay('stock.adjust')
  const [scrapping, setScrapping] = useState(false)
  const decide = async (decision: LeftoverDecision, reason?: string) => {
    await decideLeftover(row.id, decision, reason)
    if (decision === 'supplier') message.success(t('store.onReturn', { supplier: row.supplier.name }))
    await Promise.all(['leftovers', 'supplier-returns'].map((key) => client.invalidateQueries({ queryKey: [key] })))
    await changed()
  }
  const go = (decision: LeftoverDecision) =>
    decide(decision).catch((refusal: unknown) => message.error(errorText(refusal)))
  return (
    <li className="stock-site">
      <span>
        <bdi>{row.name}</bdi> <span className="code">{row.sku}</span> ×{' '}
        <Quantity value={row.quantity} unit={row.unit} />
        <br />
        <small>
          <span className="code">{row.order_number}</span> · <bdi>{row.supplier.name}</bdi>
        </small>
      </span>
      {may && (
        <span className="row wrap">
          <Button onClick={() => go('shelf')}>{t('store.decision.shelf')}</Button>
          <Button onClick={() => go('supplier')}>{t('store.decision.supplier')}</Button>
          {mayScrap && (
            <Button danger onClick={() => setScrapping(true)}>
              {t('store.decision.scrap')}
            </Button>
          )}
        </span>
      )}
      {scrapping && (
        <ReasonDialog
          danger
          title={t('store.decision.scrap')}
          ok={t('store.decision.scrap')}
          onReason={(reason) => decide('scrap', reason)}
          onClose={() => setScrapping(false)}
        />
      )}
    </li>
  )
}
