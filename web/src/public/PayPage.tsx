import { useEffect, useRef, useState } from 'react'
import type { BegunPayment, PayPage as Pay, PaymentProvider } from '@/api/types'
import { get, newKey, post, Refusal } from './api'
import { type PayKey, sayIn } from './payTexts'
import { moneyOf, useTexts } from './texts'
import './pay.css'

const NAMES: Record<PaymentProvider, string> = { stripe: 'Stripe', konnect: 'Konnect', flouci: 'Flouci' }

/** How often the provider is asked, and how often before nobody is kept waiting any more. */
const EVERY = 2500
const PATIENT = 8
/** A page that somebody forgot asks no more. */
const MOST = 200

/** An invoice for who has its link: what is due, where to pay it, and what became of it. That somebody came back from paying proves nothing. */
export function PayPage({ first, token }: { first: Pay; token: string }) {
  const { language } = useTexts()
  const say = sayIn(language)
  const [page, setPage] = useState(first)
  const [busy, setBusy] = useState(false)
  const [told, setTold] = useState<PayKey | null>(null)
  const path = `/pay/${token}`
  const asked = useAsking(page, path, setPage)
  const money = moneyOf(language, page.currency)
  const begin = async (provider: PaymentProvider) => {
    setBusy(true)
    setTold(null)
    try {
      const { url } = await post<BegunPayment>(`${path}/checkout`, { provider }, newKey())
      window.location.assign(url)
    } catch (error) {
      setTold(error instanceof Refusal && error.problem.code === 'nothing-due' ? null : 'silent')
      await get<Pay>(path).then(setPage, () => undefined)
      setBusy(false)
    }
  }
  const state = told ?? stateOf(page, asked)
  const mayPay = page.due > 0 && page.state !== 'checking' && state !== 'asking'
  return (
    <>
      <h1>
        {say('title', { number: '' })}
        <bdi dir="ltr">{page.number}</bdi>
      </h1>
      <section className="card sums">
        {page.paid !== 0 && page.due > 0 && (
          <>
            <Sum label={say('total')} amount={money(page.total)} />
            <Sum label={say('paid')} amount={money(page.paid)} />
          </>
        )}
        <Sum label={say(page.due > 0 ? 'due' : 'total')} amount={money(page.due > 0 ? page.due : page.total)} strong />
      </section>
      <p className={LOOKS[state ?? 'due'] ?? 'note'} role="status" hidden={state === null}>
        {state && say(state)}
      </p>
      {mayPay && (
        <div className="deeds">
          {page.providers.map(({ provider, test_mode }) => (
            <div key={provider}>
              <button type="button" className="go" disabled={busy} onClick={() => begin(provider)}>
                {busy ? say('going') : say('pay', { amount: money(page.due), provider: NAMES[provider] })}
              </button>
              {test_mode && <p className="muted test">{say('test')}</p>}
            </div>
          ))}
        </div>
      )}
      {page.has_pdf && (
        <p>
          <a href={`/api/v1/public${path}/pdf?lang=${language}`} target="_blank" rel="noreferrer">
            {say('pdf')}
          </a>
        </p>
      )}
    </>
  )
}

const LOOKS: Partial<Record<string, string>> = { settled: 'told', failed: 'refusal', silent: 'refusal' }

function Sum({ label, amount, strong = false }: { label: string; amount: string; strong?: boolean }) {
  const written = <bdi dir="ltr">{amount}</bdi>
  return (
    <p className={strong ? 'due' : undefined}>
      <span>{label}</span>
      {strong ? <strong>{written}</strong> : written}
    </p>
  )
}

/** Asks the provider again and again while it has not said what became of a payment; how often it was asked. */
function useAsking(page: Pay, path: string, onPage: (page: Pay) => void): number {
  const [asked, setAsked] = useState(0)
  const keep = useRef(onPage)
  keep.current = onPage
  const waits = page.state === 'waiting'
  useEffect(() => {
    if (!waits) return
    const ask = () =>
      post<Pay>(`${path}/check`, {}, newKey())
        .then(
          (next) => keep.current(next),
          () => undefined,
        )
        .finally(() => setAsked((count) => count + 1))
    void ask()
    let count = 1
    const timer = setInterval(() => {
      if (count < MOST) void ask()
      count += 1
    }, EVERY)
    return () => clearInterval(timer)
  }, [waits, path])
  return asked
}

/** What there is to say of it; of an invoice that nobody began to pay, nothing. */
function stateOf(page: Pay, asked: number): PayKey | null {
  const cameBack = new URLSearchParams(window.location.search).get('back') === 'paid'
  switch (page.state) {
    case 'paid':
      return 'settled'
    case 'checking':
      return 'checking'
    case 'failed':
      return 'failed'
    case 'waiting':
      if (!cameBack) return null
      return asked < PATIENT ? 'asking' : 'notYet'
    default:
      return page.providers.length === 0 ? 'nowhere' : null
  }
}
