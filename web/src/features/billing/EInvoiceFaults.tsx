import { useTranslation } from 'react-i18next'
import type { Id, Problem } from '@/api/types'
import { said } from './faults'

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
          <Fault pointer={pointer} detail={detail} />
          {pointer.startsWith('/buyer') && (
            <div>
              <a href={`/customers/${invoice.customer.id}`}>{t('billing.mendCustomer')}</a>
            </div>
          )}
          {pointer.startsWith('/seller') && (
            <div>
              <a href={`/sites/${invoice.site_id}`}>{t('billing.mendSite')}</a>
            </div>
          )}
        </li>
      ))}
    </ul>
  )
}

/** In the reader's words where there are any, else as the rule says it. */
function Fault({ pointer, detail }: { pointer: string; detail: string }) {
  const { t, i18n } = useTranslation()
  const { place, line, rule } = said(pointer, detail)
  const named = i18n.exists(`eInvoices.places.${place}`)
  const words = rule && i18n.exists(`eInvoices.rules.${rule}`) ? `eInvoices.rules.${rule}` : undefined
  return (
    <>
      <strong>{named ? t(`eInvoices.places.${place}`) : <code dir="ltr">{pointer}</code>}</strong>
      {line !== undefined && ` (${t('eInvoices.line', { number: line })})`}
      {' : '}
      {words ? t(words) : <bdi dir="ltr">{detail}</bdi>} {words && <small className="code muted">{rule}</small>}
    </>
  )
}
