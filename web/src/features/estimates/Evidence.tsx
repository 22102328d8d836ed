import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CustomerDecision, WorkOrder } from '@/api/types'
import { useFileAddress } from '@/features/vehicles/files'
import { Money } from '@/ui/Money'
import { Tag } from '@/ui/StatusTag'
import { Time } from '@/ui/Time'

/** Who decided what, when and how, on which amount and version; folded, because it is looked at when it is doubted. */
export function Evidence({ order, decisions }: { order: WorkOrder; decisions: CustomerDecision[] }) {
  const { t } = useTranslation()
  if (decisions.length === 0) return null
  return (
    <details>
      <summary>{t('estimates.evidence', { count: decisions.length })}</summary>
      <ul className="plain-list stack">
        {decisions.map((one) => (
          <Decision key={one.id} order={order} one={one} />
        ))}
      </ul>
    </details>
  )
}

function Decision({ order, one }: { order: WorkOrder; one: CustomerDecision }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const from = one.phone ?? one.address
  return (
    <li className="evidence">
      <div className="row wrap">
        <strong className="grow">
          <bdi>{one.job_title}</bdi>
        </strong>
        <Money amount={one.amount} currency={order.totals.currency} />
        <Tag tone={one.approved ? 'green' : 'red'}>
          {t(one.approved ? 'state.authorisation.approved' : 'state.authorisation.declined')}
        </Tag>
      </div>
      <div className="muted small">
        <bdi>{one.by_name}</bdi> · {t(`workshop.method.${one.method}`)}
        {from && (
          <>
            {' · '}
            <bdi dir="ltr">{from}</bdi>
          </>
        )}
        {' · '}
        <Time at={one.at} />
        {one.version && ` · ${t('estimates.version', { number: one.version })}`}
      </div>
      {one.reason && (
        <div className="muted small">
          « <bdi>{one.reason}</bdi> »
        </div>
      )}
      {one.user_agent && (
        <div className="muted small">
          <bdi dir="ltr">{one.user_agent}</bdi>
        </div>
      )}
      {one.signature_id && (
        <details onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary>{t('workshop.method.signature')}</summary>
          {open && <Signature path={`/work-orders/${order.id}/signatures/${one.signature_id}`} />}
        </details>
      )}
    </li>
  )
}

function Signature({ path }: { path: string }) {
  const { t } = useTranslation()
  const src = useFileAddress(path, { thumbnail: false })
  return src && <img className="drawn-signature" src={src} alt={t('workshop.method.signature')} />
}
