import { Fragment, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { HistoryDetail as Detail } from '@/api/types'
import { Money } from '@/ui/Money'
import { Percent, Quantity } from '@/ui/Quantity'

/** What the amount of some events is. */
const AMOUNT: Record<string, string | undefined> = { handed_over: 'workshop.due', line_updated: 'workshop.price' }

/** The particulars of what happened, in the reader's language. */
export function HistoryDetail({ event, detail }: { event: string; detail: Detail }) {
  const { t } = useTranslation()
  const amountName = AMOUNT[event]
  const parts: ReactNode[] = [
    what(detail),
    detail.method && t(`workshop.method.${detail.method}`),
    detail.cover && t(`reductions.cover.${detail.cover}`),
    detail.payer && <bdi>{detail.payer}</bdi>,
    typeof detail.share === 'number' && <Percent value={detail.share} />,
    detail.version && t('estimates.version', { number: detail.version }),
    detail.hold && t(`workshop.hold.${detail.hold}`),
    amounts(detail, amountName && t(amountName)),
    ...(detail.fields ?? []).map((field) =>
      t(event === 'gate_passed' ? `workshop.gate.fault.${field}` : `workshop.changed.${field}`, {
        defaultValue: field,
      }),
    ),
    detail.note && <bdi>« {detail.note} »</bdi>,
  ].filter(Boolean)
  return (
    <div className="muted">
      {parts.map((part, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts never change places
        <Fragment key={at}>
          {at > 0 && ' · '}
          {part}
        </Fragment>
      ))}
    </div>
  )
}

function what({ text, quantity }: Detail) {
  if (!text) return null
  return (
    <>
      <bdi>{text}</bdi>
      {typeof quantity === 'number' && (
        <>
          {' × '}
          <Quantity value={quantity} />
        </>
      )}
    </>
  )
}

function amounts({ before, amount, currency }: Detail, name: string | undefined) {
  if (typeof amount !== 'number' || !currency) return null
  return (
    <>
      {name && `${name} `}
      {typeof before === 'number' && (
        <>
          <Money amount={before} currency={currency} />
          {' → '}
        </>
      )}
      <Money amount={amount} currency={currency} />
    </>
  )
}
