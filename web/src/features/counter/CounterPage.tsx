import { useNavigate } from '@tanstack/react-router'
import { Button, type InputRef } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { asProblem } from '@/api/problem'
import type { CounterPrice, Id, ProductRow } from '@/api/types'
import { useMay } from '@/app/permission'
import { useSite, useSiteId } from '@/app/site'
import { CustomerPicker } from '@/features/customers/CustomerPicker'
import { ExemptionNote } from '@/features/exemptions/ExemptionNote'
import { ProductSearch } from '@/features/inventory/ProductSearch'
import { Shortages } from '@/features/workshop/Shortages'
import { Money } from '@/ui/Money'
import { PageHeader } from '@/ui/PageHeader'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { TotalsList } from '@/ui/TotalsList'
import { CounterLines, type Taken } from './CounterLines'
import { sell, useCounter, useDrafted, usePrice } from './commands'
import './counter.css'

/** Parts over the counter: scan or type, Enter; Enter on the empty line sells, and the invoice is next. */
export function CounterPage() {
  const { t } = useTranslation()
  const site = useSiteId()
  const [lines, setLines] = useState<Taken[]>([])
  const [focused, setFocused] = useState(-1)
  const [customer, setCustomer] = useState<Id>()
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const [withTax, setWithTax] = useState(false)
  const [sold, setSold] = useState<Id>()
  const search = useRef<InputRef>(null)
  const walkIn = useCounter(site).data?.customer
  const currency = useSite()?.currency ?? 'TND'
  useInvoice(sold)

  const complete = lines.length > 0 && lines.every(({ quantity }) => quantity !== null && quantity > 0)
  const who = customer ?? walkIn?.id
  const sale = {
    site_id: site,
    ...(customer ? { customer_id: customer } : {}),
    lines: lines.map(({ article, quantity, price, told, pack }) => ({
      product_id: article.id,
      quantity: quantity ?? 0,
      ...(price === undefined ? {} : told ? { unit_price_with_tax: price } : { unit_price: price }),
      ...(pack ? { pack } : {}),
    })),
  }
  const price = usePrice(sale, complete && who !== undefined)
  const short = error !== null && asProblem(error).code === 'stock-insufficient'

  const next = () => {
    setFocused(-1)
    search.current?.focus()
  }
  const take = (product: ProductRow, typed: string) => {
    setError(null)
    const at = lines.findIndex(({ article }) => article.id === product.id)
    const { id, sku, name, unit, price, packs } = product
    if (at < 0) setLines([...lines, { article: { id, sku, name, unit, price, packs }, quantity: 1000 }])
    else change(at, { quantity: (lines[at]?.quantity ?? 0) + 1000 })
    // What was scanned counts one; of what was looked for one is asked how many.
    const scanned = typed.toLowerCase() === sku.toLowerCase()
    setFocused(scanned ? -1 : at < 0 ? lines.length : at)
  }
  const change = (at: number, part: Partial<Taken>) =>
    setLines((now) => now.map((line, place) => (place === at ? { ...line, ...part } : line)))
  const submit = async (allow_negative_stock: boolean) => {
    if (!complete || busy || sold) return
    setBusy(true)
    setError(null)
    try {
      const order = await sell(allow_negative_stock ? { ...sale, allow_negative_stock } : sale)
      setSold(order.id)
    } catch (refusal) {
      setError(refusal)
      setBusy(false)
    }
  }
  return (
    <form
      className="stack"
      aria-busy={busy}
      onSubmit={(event) => {
        event.preventDefault()
        submit(false)
      }}
    >
      <PageHeader title={t('counter.title')} />
      <div className="two-columns">
        <section className="panel panel-body stack" aria-label={t('counter.parts')}>
          <CounterLines
            lines={lines}
            price={price.data}
            currency={currency}
            withTax={withTax}
            focused={focused}
            onChange={change}
            onRemove={(at) => setLines((now) => now.filter((_, place) => place !== at))}
            onNext={next}
          />
          <ProductSearch ref={search} site={site} onPick={take} autoFocus />
          <div className="row">
            <p className="muted small grow">{t('counter.hint')}</p>
            <Button
              size="small"
              type={withTax ? 'primary' : 'default'}
              aria-pressed={withTax}
              onClick={() => setWithTax(!withTax)}
            >
              {t('workshop.withTax')}
            </Button>
          </div>
        </section>
        <div className="stack aside">
          <section className="panel panel-body stack" aria-label={t('counter.customer')}>
            <h2 className="panel-title">{t('counter.customer')}</h2>
            <CustomerPicker value={customer} onChange={setCustomer} />
            {!customer && <p className="muted">{walkIn ? <bdi>{walkIn.name}</bdi> : t('counter.nobody')}</p>}
            {customer && <Button onClick={() => setCustomer(undefined)}>{t('counter.walkIn')}</Button>}
          </section>
          <section className="panel panel-body stack" aria-label={t('totals.title')} aria-live="polite">
            {price.data && complete && <CoreCharges lines={price.data.core_charges} currency={currency} />}
            {price.data && complete && <TotalsList totals={price.data.totals} />}
            {price.data?.exemption && complete && <ExemptionNote exemption={price.data.exemption} />}
            <ProblemAlert error={error ?? price.error} />
            {short && <Shortages problem={asProblem(error)} />}
            {short && <Anyway onClick={() => submit(true)} />}
            <Button type="primary" size="large" block htmlType="submit" disabled={!complete || !who} loading={busy}>
              {t('counter.sell')}
            </Button>
          </section>
        </div>
      </div>
    </form>
  )
}

/** What is charged until old parts are brought: part of the sum below. */
function CoreCharges({ lines, currency }: { lines: CounterPrice['core_charges']; currency: string }) {
  return lines.map((line) => (
    <div key={line.id} className="row">
      <span className="grow">
        <bdi>{line.description}</bdi>
      </span>
      <Money amount={line.net} currency={currency} />
    </div>
  ))
}

function Anyway({ onClick }: { onClick: () => void }) {
  const { t } = useTranslation()
  return useMay('work_order.allow_negative_stock') ? (
    <Button danger onClick={onClick}>
      {t('counter.sellAnyway')}
    </Button>
  ) : null
}

/** Goes on to the invoice of a sale once it is drafted, or to the sale where invoices are not theirs to see. */
function useInvoice(sold: Id | undefined) {
  const navigate = useNavigate()
  const may = useMay('invoice.read')
  const invoice = useDrafted(sold).data?.invoices[0]?.id
  useEffect(() => {
    if (!sold) return
    if (!may) navigate({ to: `/work-orders/${sold}` })
    else if (invoice) navigate({ href: `/invoices/${invoice}?next=1` })
  }, [sold, invoice, may, navigate])
}
