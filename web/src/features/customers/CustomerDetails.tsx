import { useTranslation } from 'react-i18next'
import type { Customer } from '@/api/types'
import { LANGUAGES } from '@/app/locale'
import { Facts } from '@/ui/Facts'
import { Time } from '@/ui/Time'

export function CustomerDetails({ customer }: { customer: Customer }) {
  const { t } = useTranslation()
  const { phone, phone_display, email, tax_id, electronic_address, address, notes, external_ref } = customer
  const terms = [
    customer.po_required && t('customers.poRequired'),
    customer.invoices_together && t('customers.invoicesTogether'),
  ].filter(Boolean)
  const facts = [
    {
      label: t('customers.phone'),
      value: phone && (
        <a href={`tel:${phone}`} dir="ltr" className="num">
          {phone_display ?? phone}
        </a>
      ),
    },
    {
      label: t('customers.email'),
      value: email && (
        <a href={`mailto:${email}`} dir="ltr">
          {email}
        </a>
      ),
    },
    { label: t('customers.language'), value: LANGUAGES.find(({ code }) => code === customer.language)?.name },
    ...(customer.prefers
      ? [{ label: t('customers.prefers'), value: t(`customers.writtenBy.${customer.prefers}`) }]
      : []),
    { label: t('customers.taxId'), value: tax_id && <bdi dir="ltr">{tax_id}</bdi> },
    ...(electronic_address
      ? [{ label: t('customers.electronicAddress'), value: <bdi dir="ltr">{electronic_address}</bdi> }]
      : []),
    { label: t('customers.address'), value: address && <bdi className="pre">{address}</bdi> },
    ...(terms.length > 0 ? [{ label: t('customers.terms'), value: terms.join(' · ') }] : []),
    ...(external_ref ? [{ label: t('customers.externalRef'), value: <bdi dir="ltr">{external_ref}</bdi> }] : []),
    { label: t('customers.since'), value: <Time at={customer.created_at} /> },
  ]
  return (
    <aside className="panel">
      <header className="panel-head">
        <h2 className="panel-title">{t('customers.details')}</h2>
      </header>
      <div className="panel-body stack">
        <Facts facts={facts} />
        {notes && (
          <p className="note pre" dir="auto">
            {notes}
          </p>
        )}
      </div>
    </aside>
  )
}
