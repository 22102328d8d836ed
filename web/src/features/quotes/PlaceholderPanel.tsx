import { App, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { errorText } from '@/api/problem'
import type { Id, Line, WorkOrder } from '@/api/types'
import { useChangeOrder, useProductSuggestions } from '@/features/workshop/queries'
import { useDebounced } from '@/ui/useDebounced'
import { nameArticle } from './commands'

const isInWords = (line: Line) => line.kind === 'part' && line.product_id === null && !line.locked

/** Parts that were written down in words: which articles they are. Nothing without any. */
export function PlaceholderPanel({ order }: { order: WorkOrder }) {
  const { t } = useTranslation()
  const jobs = order.jobs.filter(({ actions, authorisation }) => {
    return actions.includes('add_line') && authorisation.state !== 'declined'
  })
  const lines = jobs.flatMap((job) => job.lines).filter(isInWords)
  if (lines.length === 0) return null
  return (
    <section className="panel" aria-label={t('quotes.placeholders')}>
      <header className="panel-head">
        <h2 className="panel-title grow">{t('quotes.placeholders')}</h2>
      </header>
      <div className="panel-body stack">
        {lines.map((line) => (
          <Placeholder key={line.id} order={order} line={line} />
        ))}
      </div>
    </section>
  )
}

function Placeholder({ order, line }: { order: WorkOrder; line: Line }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const change = useChangeOrder(order.id)
  const [text, setText] = useState('')
  const found = useProductSuggestions(order.site_id, useDebounced(text.trim()))
  const choose = (product: Id) =>
    change
      .mutateAsync(() => nameArticle(order.id, line.id, product))
      .catch((error: unknown) => message.error(errorText(error)))
  return (
    <div className="stack tight">
      <bdi>{line.description}</bdi>
      <Select
        aria-label={t('quotes.articleOf', { name: line.description })}
        placeholder={t('quotes.whichArticle')}
        value={null}
        onChange={(id: Id | null) => id && choose(id)}
        showSearch={{ filterOption: false, onSearch: setText }}
        loading={change.isPending || found.isFetching}
        notFoundContent={text ? t('table.noMatch') : null}
        options={(found.data?.items ?? []).map(({ id, sku, name }) => ({ value: id, label: `${sku} · ${name}` }))}
      />
    </div>
  )
}
