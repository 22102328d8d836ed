import { Link } from '@tanstack/react-router'
import { Alert } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Customer, Id } from '@/api/types'
import { useDebounced } from '@/ui/useDebounced'
import { type Typed, useDuplicates } from './queries'

interface Props {
  typed: Typed
  except?: Id
  /** What may be done with one of them; without it their name is a link. */
  action?: (customer: Customer) => ReactNode
}

/** Says who is there already with the same number, address or nearly the same name. Nothing is blocked. */
export function DuplicateWarning({ typed, except, action }: Props) {
  const { t } = useTranslation()
  const { name, phone, email, tax_id } = typed
  const still = useDebounced(JSON.stringify({ name, phone, email, tax_id }), 250)
  const found = useDuplicates(JSON.parse(still) as Typed, except).data?.items ?? []
  if (found.length === 0) return null
  const rows = found.map(({ customer, reasons }) => (
    <div key={customer.id} className="row wrap">
      {action ? (
        <bdi>{customer.name}</bdi>
      ) : (
        <Link to="/customers/$id" params={{ id: customer.id }} target="_blank">
          <bdi>{customer.name}</bdi>
        </Link>
      )}
      {customer.phone_display && (
        <bdi dir="ltr" className="num muted">
          {customer.phone_display}
        </bdi>
      )}
      <span className="muted grow">
        {reasons.map((reason) => t(`customers.duplicate.${reason}`)).join(' · ')}
        {customer.archived && ` · ${t('customers.archived')}`}
      </span>
      {action?.(customer)}
    </div>
  ))
  return (
    <Alert
      type="warning"
      showIcon
      className="duplicates"
      title={t('customers.duplicate.title')}
      description={<div className="stack-small">{rows}</div>}
    />
  )
}
