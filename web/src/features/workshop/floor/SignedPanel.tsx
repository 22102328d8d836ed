import { WarningOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { SignedChange, SignedDocument, SignedDocuments, WorkOrder } from '@/api/types'
import { Money } from '@/ui/Money'
import { Tag } from '@/ui/StatusTag'
import { Time } from '@/ui/Time'

/** What the customer signed of an order, and what is not as they signed it. */
export function SignedPanel({ order }: { order: WorkOrder }) {
  const { t } = useTranslation()
  // The version belongs to the key: each change of the order is held against what was signed.
  const signed = useQuery({
    queryKey: ['work-orders', 'signed', order.id, order.version],
    queryFn: ({ signal }) => api.get<SignedDocuments>(`/work-orders/${order.id}/signed-documents`, { signal }),
  }).data
  if (!signed || signed.items.length === 0) return null
  return (
    <section className="panel panel-body" aria-label={t('workshop.signed.title')}>
      <h2 className="panel-title">{t('workshop.signed.title')}</h2>
      <ul className="covered">
        {signed.items.map((document) => (
          <li key={document.kind}>
            <Signed document={document} />
            {document.changes.length > 0 && (
              <>
                <ul className="gate-faults small">
                  {document.changes.map((change) => (
                    <li key={`${change.what}:${change.job ?? ''}`}>
                      <WarningOutlined />
                      <Change change={change} currency={signed.currency} />
                    </li>
                  ))}
                </ul>
                <p className="muted small">{t(`workshop.signed.again.${document.kind}`)}</p>
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Signed({ document }: { document: SignedDocument }) {
  const { t } = useTranslation()
  const { kind, number, changes, signed_by, signed_at } = document
  return (
    <div className="row wrap">
      <strong>{t(`workshop.signed.kind.${kind}`, { number: number ?? '' })}</strong>
      <Tag tone={changes.length > 0 ? 'amber' : 'green'}>
        {t(changes.length > 0 ? 'workshop.signed.changed' : 'workshop.signed.same')}
      </Tag>
      <span className="muted small">
        <bdi>{signed_by}</bdi> · <Time at={signed_at} />
      </span>
    </div>
  )
}

function Change({ change, currency }: { change: SignedChange; currency: string }) {
  const { t } = useTranslation()
  const { what, job, amount_before, amount_now, before, now } = change
  return (
    <span>
      {t(`workshop.signed.what.${what}`)} {job && <bdi>{job}</bdi>}{' '}
      {amount_before !== null && <Money amount={amount_before} currency={currency} />}
      {amount_before !== null && amount_now !== null && ' → '}
      {amount_now !== null && <Money amount={amount_now} currency={currency} />}
      {(before ?? now) && (
        <bdi dir="ltr">
          {before ?? '—'} → {now ?? '—'}
        </bdi>
      )}
    </span>
  )
}
