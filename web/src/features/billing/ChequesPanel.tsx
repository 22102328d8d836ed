import { BankOutlined } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Checkbox } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import { errorText } from '@/api/problem'
import { newKey } from '@/api/repeat'
import type { Cheque, ChequeState, ChequeSummary } from '@/api/types'
import { useListSite } from '@/app/site'
import { useSiteColumn } from '@/app/siteColumn'
import { type Bar, Bars } from '@/ui/Bars'
import { Chips } from '@/ui/Chips'
import { formatMoney } from '@/ui/currency'
import { type Column, DataTable } from '@/ui/DataTable'
import { EmptyState } from '@/ui/EmptyState'
import { Money } from '@/ui/Money'
import { Tag, type Tone } from '@/ui/StatusTag'
import { Day } from '@/ui/Time'
import { useLanguage } from '@/ui/useLanguage'
import { useUrlState } from '@/ui/useUrlState'
import { Words } from '@/ui/Words'
import { bankCheques, clearCheque } from './commands'
import './billing.css'

const BounceDialog = lazy(async () => ({ default: (await import('./BounceDialog')).BounceDialog }))
const STATES = ['in_hand', 'banked', 'cleared', 'bounced'] as const
const TONES: Record<ChequeState, Tone> = { in_hand: 'blue', banked: 'amber', cleared: 'green', bounced: 'red' }
const DUE = ['today', 'tomorrow', 'week', 'later'] as const
const STALE = ['cheques', 'invoices', 'deposits', 'receivables', 'journals', 'customers']

/** Cheques by the day that they are due, where each is, and how much falls due in which week. */
export function ChequesPanel() {
  const { t } = useTranslation()
  const site = useListSite()
  const [url, setUrl] = useUrlState()
  const [chosen, setChosen] = useState<Cheque[]>([])
  const [bounced, setBounced] = useState<Cheque | null>(null)
  const reload = useReload()
  const state = url.state ?? 'in_hand'
  return (
    <div className="stack">
      <Summary site={site} />
      <DataTable<Cheque>
        path="/cheques"
        query={{ site, state: state === 'all' ? undefined : state, due: url.due }}
        columns={[
          ...useColumns(),
          ...useSiteColumn<Cheque>(),
          useSteps({ chosen, onChoose: setChosen, onBounce: setBounced }),
        ]}
        filters={
          <>
            <Chips
              label={t('cheques.state')}
              value={state}
              options={[
                ...STATES.map((value) => ({ value, label: t(`cheques.states.${value}`) })),
                { value: 'all', label: t('billing.all') },
              ]}
              onChange={(next) => setUrl({ state: next === 'in_hand' ? undefined : next })}
            />
            <Chips
              label={t('cheques.due')}
              value={url.due ?? 'any'}
              options={[
                { value: 'any', label: t('cheques.dues.any') },
                ...DUE.map((value) => ({ value, label: t(`cheques.dues.${value}`) })),
              ]}
              onChange={(next) => setUrl({ due: next === 'any' ? undefined : next })}
            />
            <ToBank chosen={chosen} onDone={() => setChosen([])} />
          </>
        }
        empty={
          url.state || url.due ? (
            <EmptyState title={t('cheques.emptySuch')} />
          ) : (
            <EmptyState title={t('cheques.empty')} text={t('cheques.emptyText')} />
          )
        }
      />
      <Suspense fallback={null}>
        {bounced && <BounceDialog cheque={bounced} onDone={reload} onClose={() => setBounced(null)} />}
      </Suspense>
    </div>
  )
}

function useReload() {
  const client = useQueryClient()
  return async () => {
    for (const stale of STALE) await client.invalidateQueries({ queryKey: [stale] })
  }
}

/** What lies here and at the bank, and what falls due week by week. */
function Summary({ site }: { site: string | undefined }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { data } = useQuery({
    queryKey: ['cheques', 'summary', site],
    queryFn: ({ signal }) => api.get<ChequeSummary>('/cheques/summary', { query: { site }, signal }),
  })
  if (!data || data.weeks.length === 0) return null
  const day = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', timeZone: 'UTC' })
  const bars = data.weeks.map(
    ({ from, amount, currency, count }): Bar => ({
      label: t('cheques.weekOf', { day: day.format(new Date(`${from}T00:00:00Z`)), count }),
      count: amount,
      text: <Money amount={amount} currency={currency} />,
    }),
  )
  return (
    <Bars
      title={t('cheques.weeks')}
      bars={bars}
      extra={
        <p>
          {data.sums.map(({ state, currency, amount, count }) => (
            <span key={`${state} ${currency}`} className="cheque-sum">
              <span className="muted">
                {t(`cheques.states.${state}`)} ({count})
              </span>{' '}
              <strong>
                <Money amount={amount} currency={currency} />
              </strong>
            </span>
          ))}
        </p>
      }
    />
  )
}

/** The chosen ones go to the bank in one slip. */
function ToBank({ chosen, onDone }: { chosen: Cheque[]; onDone: () => void }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { message } = App.useApp()
  const [busy, setBusy] = useState(false)
  const reload = useReload()
  const first = chosen[0]
  if (!first) return null
  const sum = chosen.reduce((all, { amount }) => all + amount, 0)
  const bank = async () => {
    setBusy(true)
    try {
      const ids = chosen.map(({ id }) => id)
      const slip = await bankCheques(first.site_id, ids, newKey())
      const amount = formatMoney(slip.amount, slip.currency, language)
      message.success(t('cheques.banked', { number: slip.number, amount }))
      onDone()
    } catch (refusal) {
      message.error(errorText(refusal))
    }
    await reload()
    setBusy(false)
  }
  return (
    <Button type="primary" icon={<BankOutlined />} loading={busy} onClick={bank}>
      {t('cheques.bankThem', { count: chosen.length, amount: formatMoney(sum, first.currency, language) })}
    </Button>
  )
}

interface Steps {
  chosen: Cheque[]
  onChoose: (chosen: Cheque[]) => void
  onBounce: (cheque: Cheque) => void
}

/** What may be done with a cheque now. */
function useSteps({ chosen, onChoose, onBounce }: Steps): Column<Cheque> {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const reload = useReload()
  const clear = (cheque: Cheque) =>
    clearCheque(cheque.id, newKey())
      .then(() => message.success(t('cheques.cleared', { number: cheque.number })))
      .catch((refusal: unknown) => message.error(errorText(refusal)))
      .then(reload)
  const isFit = (cheque: Cheque) =>
    chosen.every(({ site_id, currency }) => site_id === cheque.site_id && currency === cheque.currency)
  return {
    key: 'steps',
    title: '',
    end: true,
    newLine: true,
    render: (cheque) => (
      <span className="cheque-steps">
        {cheque.actions.includes('bank') && (
          <Checkbox
            checked={chosen.some(({ id }) => id === cheque.id)}
            disabled={!isFit(cheque)}
            onChange={({ target }) =>
              onChoose(target.checked ? [...chosen, cheque] : chosen.filter(({ id }) => id !== cheque.id))
            }
          >
            {t('cheques.toBank')} <span className="visually-hidden">{cheque.number}</span>
          </Checkbox>
        )}
        {cheque.actions.includes('clear') && (
          <Button size="small" onClick={() => clear(cheque)} aria-label={`${t('cheques.clear')} ${cheque.number}`}>
            {t('cheques.clear')}
          </Button>
        )}
        {cheque.actions.includes('bounce') && (
          <Button
            size="small"
            danger
            onClick={() => onBounce(cheque)}
            aria-label={`${t('cheques.bounce')} ${cheque.number}`}
          >
            {t('cheques.bounce')}
          </Button>
        )}
      </span>
    ),
  }
}

function useColumns(): Column<Cheque>[] {
  const { t } = useTranslation()
  return [
    { key: 'due', title: t('cheques.dueOn'), render: ({ due_on }) => <Day day={due_on} /> },
    {
      key: 'customer',
      title: t('billing.customer'),
      render: ({ customer, document }) => (
        <>
          <Words text={customer.name} /> <small className="muted code">{document}</small>
        </>
      ),
    },
    {
      key: 'number',
      title: t('cheques.number'),
      newLine: true,
      render: ({ number, bank }) => (
        <>
          <bdi className="code">{number}</bdi> <bdi className="muted">{bank}</bdi>
        </>
      ),
    },
    {
      key: 'state',
      title: t('cheques.state'),
      render: ({ state, slip, reason }) => (
        <>
          <Tag tone={TONES[state]}>{t(`cheques.states.${state}`)}</Tag>{' '}
          <small className="muted">
            {slip !== null && t('cheques.slip', { number: slip })} <bdi>{reason}</bdi>
          </small>
        </>
      ),
    },
    {
      key: 'amount',
      title: t('billing.amount'),
      end: true,
      render: ({ amount, currency }) => (
        <strong>
          <Money amount={amount} currency={currency} />
        </strong>
      ),
    },
  ]
}
