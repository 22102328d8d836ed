import { useTranslation } from 'react-i18next'
import type { Id, Problem } from '@/api/types'

interface Props {
  problem: Problem
  /** Whose it is: an invoice, or a document on its way. */
  invoice: { site_id: Id; customer: { id: Id } }
}

/** What a format would refuse of a document, each beside where to mend it. Shown in a dialog, which stands outside the app's router. */
export function EInvoiceFaults({ problem: { errors = [], title }, invoice }: Props) {
  const { t } = useTranslation()
  return (
    <ul className="faults">
      {errors.length === 0 && <li>{title}</li>}
      {errors.map(({ pointer, detail }) => (
        <li key={`${pointer} ${detail}`}>
          <bdi dir="ltr">
            <code>{pointer}</code> {detail}
          </bdi>{' '}
          {pointer.startsWith('/buyer') && (
            <a href={`/customers/${invoice.customer.id}`}>{t('billing.mendCustomer')}</a>
          )}
          {pointer.startsWith('/seller') && <a href={`/sites/${invoice.site_id}`}>{t('billing.mendSite')}</a>}
        </li>
      ))}
    </ul>
  )
}
