import { useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { NumberInput, Product, ShelfNumber } from '@/api/types'
import { useMay } from '@/app/permission'
import { useSite } from '@/app/site'
import { Quantity } from '@/ui/Quantity'
import { Tag } from '@/ui/StatusTag'
import { Time } from '@/ui/Time'
import { useAll } from '@/ui/useAll'
import { tellNumbers } from './commands'
import { NumberEntry } from './NumberEntry'
import { refusal } from './refusal'
import { WithdrawDialog } from './WithdrawDialog'
import './numbers.css'

/** The pieces of an article that lie at this site under their numbers, and how many lie there without. */
export function NumbersPanel({ product }: { product: Product }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const client = useQueryClient()
  const site = useSite()
  const mayTell = useMay('stock.receive')
  const mayWithdraw = useMay('stock.adjust')
  const [leaving, setLeaving] = useState<ShelfNumber | null>(null)
  const path = `/products/${product.id}/numbers`
  const { data = [] } = useAll<ShelfNumber>(path, { site: site?.id }, Boolean(site))
  if (!site || product.numbering === 'none') return null
  const level = product.stock.find(({ site_id }) => site_id === site.id)
  const missing = (level?.on_hand ?? 0) - (level?.numbered ?? 0)
  const changed = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: [path.slice(1)] }),
      client.invalidateQueries({ queryKey: ['products'] }),
    ])
  const tell = (number: NumberInput) =>
    tellNumbers(product.id, { site_id: site.id, numbers: [number] }).then(
      () => changed().then(() => true),
      (error: unknown) => {
        message.error(refusal(error))
        return false
      },
    )
  return (
    <section className="panel" aria-label={t(`numbers.of.${product.numbering}`)}>
      <header className="panel-head">
        <h2 className="panel-title grow">{t(`numbers.of.${product.numbering}`)}</h2>
        {missing > 0 && (
          <Tag tone="amber">
            {t('numbers.missing')} <Quantity value={missing} unit={product.unit} />
          </Tag>
        )}
        {missing < 0 && (
          <Tag tone="red">
            {t('numbers.tooMany')} <Quantity value={-missing} unit={product.unit} />
          </Tag>
        )}
      </header>
      <div className="panel-body stack">
        {mayTell && missing > 0 && (
          <NumberEntry
            label={t('numbers.read')}
            numbering={product.numbering ?? 'none'}
            room={missing}
            onNumber={tell}
          />
        )}
        {missing < 0 && <p className="note">{t('numbers.tooManyText')}</p>}
        {data.length === 0 && <p className="muted">{t('numbers.none')}</p>}
        <ul className="numbers">
          {data.map((row) => (
            <li key={row.id}>
              <span className="code">{row.number}</span>
              <Quantity value={row.quantity} unit={product.unit} />
              <small className="muted grow">
                <Time at={row.since} /> · <bdi>{row.by}</bdi>
              </small>
              {mayWithdraw && (
                <Button aria-label={t('numbers.withdrawOf', { number: row.number })} onClick={() => setLeaving(row)}>
                  {t('numbers.withdraw')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      </div>
      {leaving && <WithdrawDialog product={product} row={leaving} onDone={changed} onClose={() => setLeaving(null)} />}
    </section>
  )
}
