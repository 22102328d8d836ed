import { Form, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Appointment, Id } from '@/api/types'
import { useMay } from '@/app/permission'
import { CustomerPicker } from '@/features/customers/CustomerPicker'
import { Words } from '@/ui/Words'
import { NEW } from './MatchPanel'
import { useSuggestions } from './queries'

interface Props {
  booking: Appointment
  value: Id | null
  onChange: (customer: Id) => void
}

/** Those who have the number, the address, the plate or the name; anybody else; or somebody new. */
export function MatchCustomer({ booking, value, onChange }: Props) {
  const { t } = useTranslation()
  const mayWrite = useMay('customer.write')
  const { customers } = useSuggestions(booking).data ?? { customers: [] }
  const isOther = value !== null && value !== NEW && customers.every(({ id }) => id !== value)
  return (
    <section className="panel panel-body stack">
      <h3>{t('booking.customer')}</h3>
      <Radio.Group
        className="stack"
        aria-label={t('booking.customer')}
        value={isOther ? undefined : value}
        onChange={(event) => onChange(event.target.value)}
      >
        {customers.map(({ id, name, phone_display, email }) => (
          <Radio key={id} value={id}>
            <strong>
              <Words text={name} />
            </strong>{' '}
            <bdi dir="ltr" className="muted num">
              {[phone_display, email].filter(Boolean).join(' · ')}
            </bdi>
          </Radio>
        ))}
        {mayWrite && <Radio value={NEW}>{t('booking.newCustomer', { name: booking.customer_name })}</Radio>}
      </Radio.Group>
      <Form.Item label={t('booking.otherCustomer')} htmlFor="match-other" layout="vertical">
        <CustomerPicker id="match-other" value={isOther && value ? value : undefined} onChange={onChange} />
      </Form.Item>
    </section>
  )
}
