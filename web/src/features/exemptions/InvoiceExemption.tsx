import { useTranslation } from 'react-i18next'
import type { Invoice } from '@/api/types'
import { Money } from '@/ui/Money'
import { ExemptionNote } from './ExemptionNote'

interface Props {
  exemption: NonNullable<Invoice['exemption']>
  currency: string
}

/** The certificate of an invoice without VAT, and the VAT that it takes off. */
export function InvoiceExemption({ exemption, currency }: Props) {
  const { t } = useTranslation()
  return (
    <section className="stack" aria-label={t('exemptions.title')}>
      <ExemptionNote exemption={exemption} />
      <p className="muted small">
        {t('totals.suspended')} <Money amount={exemption.suspended} currency={currency} />
      </p>
    </section>
  )
}
