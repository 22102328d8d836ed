import { Form } from 'antd'
import { useTranslation } from 'react-i18next'
import { currencySymbol } from '@/ui/currency'
import { ScaledInput } from '@/ui/ScaledInput'
import { useLanguage } from '@/ui/useLanguage'

/** What a message costs, as finely as providers say it. */
export function PriceField({ currency, label }: { currency: string; label: string }) {
  const { t } = useTranslation()
  const language = useLanguage()
  return (
    <Form.Item name="price" label={label} extra={t('sms.priceHint')}>
      <ScaledInput decimals={6} min={0} max={100_000_000} suffix={currencySymbol(currency, language)} />
    </Form.Item>
  )
}
