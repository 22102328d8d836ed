import { Form, InputNumber } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Site } from '@/api/types'
import { MoneyInput } from '@/ui/MoneyInput'

/** How much is asked for beforehand, and of whom. */
export function DepositPart({ site }: { site: Site }) {
  const { t } = useTranslation()
  return (
    <div className="form-row">
      <Form.Item name="deposit" label={t('booking.deposit')} extra={t('booking.depositHint')}>
        <MoneyInput currency={site.currency} />
      </Form.Item>
      <Form.Item name="deposit_minutes" label={t('booking.depositMinutes')}>
        <InputNumber min={5} max={1440} precision={0} />
      </Form.Item>
      <Form.Item name="deposit_no_shows" label={t('booking.depositNoShows')}>
        <InputNumber min={1} max={100} precision={0} />
      </Form.Item>
    </div>
  )
}
