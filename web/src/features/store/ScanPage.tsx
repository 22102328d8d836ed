import { Link, useNavigate } from '@tanstack/react-router'
import { App } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { errorText } from '@/api/problem'
import type { Scanned, ScannedArticle } from '@/api/types'
import { useSiteId } from '@/app/site'
import { OnHand } from '@/features/inventory/OnHand'
import { orderOf, scanned } from '@/features/scan/lookUp'
import { PageHeader } from '@/ui/PageHeader'
import { ScanField } from '@/ui/ScanField'
import { StoreTabs } from './StoreTabs'
import '@/features/inventory/inventory.css'

/** What a code stands for: an article with its stock, a bin with what lies there, or the order of a key. */
export function ScanPage() {
  const { t } = useTranslation()
  const [found, setFound] = useState<Scanned | null>(null)
  const find = useFind(setFound)
  return (
    <>
      <PageHeader title={t('store.place.scan')} beside={<StoreTabs now="scan" />} />
      <div className="stack">
        <section className="panel panel-body">
          <ScanField autoFocus label={t('scan.field')} onCode={find} maxLength={64} />
        </section>
        {found?.article && <Articles title={t('inventory.article')} articles={[found.article]} />}
        {found?.bin && <Articles title={`${t('inventory.bin')} ${found.bin.bin}`} articles={found.bin.articles} />}
      </div>
    </>
  )
}

function useFind(show: (found: Scanned) => void) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const navigate = useNavigate()
  const site = useSiteId()
  const look = async (code: string) => {
    const found = await scanned(site, code)
    if (found) {
      show(found)
      return true
    }
    const order = await orderOf(code)
    if (order) await navigate({ to: '/work-orders/$id', params: { id: order } })
    else message.warning(t('scan.nothing', { code }))
    return order !== null
  }
  return (code: string) =>
    look(code).catch((error: unknown) => {
      message.error(errorText(error))
      return false
    })
}

function Articles({ title, articles }: { title: string; articles: ScannedArticle[] }) {
  const { t } = useTranslation()
  return (
    <section className="panel" aria-label={title}>
      <header className="panel-head">
        <h2 className="panel-title">
          <bdi>{title}</bdi>
        </h2>
      </header>
      <ul className="stock-sites">
        {articles.map(({ id, sku, name, unit, tracked, on_hand, bin }) => (
          <li key={id} className="stock-site">
            <span>
              <Link to="/products/$id" params={{ id }}>
                <bdi>{name}</bdi>
              </Link>
              <br />
              <small>
                <span className="code">{sku}</span>
                {bin && (
                  <>
                    {' · '}
                    {t('inventory.bin')} <bdi>{bin}</bdi>
                  </>
                )}
              </small>
            </span>
            {tracked && <OnHand onHand={on_hand} minimum={0} unit={unit} />}
          </li>
        ))}
      </ul>
    </section>
  )
}
