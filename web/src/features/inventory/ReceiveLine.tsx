import { DeleteOutlined } from '@ant-design/icons'
import { Button, Form } from 'antd'
import { useTranslation } from 'react-i18next'
import { MoneyInput } from '@/ui/MoneyInput'
import { ScaledInput } from '@/ui/ScaledInput'
import type { ReceiveLineFields } from './ReceiveLines'

interface Props {
  at: number
  article: ReceiveLineFields['article'] | undefined
  currency: string
  onCost: () => void
  onNext: () => void
  onRemove: () => void
}

/** One line: Enter goes from the quantity to the cost, and from there to the next article. */
export function ReceiveLine({ at, article, currency, onCost, onNext, onRemove }: Props) {
  const { t } = useTranslation()
  const required = [{ required: true, message: t('form.required') }]
  const name = article?.name ?? ''
  return (
    <div className="receive-line">
      <span className="name">
        <bdi>{name}</bdi>
        <small className="code">{article?.sku}</small>
      </span>
      <Form.Item name={[at, 'quantity']} rules={required}>
        <ScaledInput
          decimals={3}
          label={`${t('inventory.quantity')} ${name}`}
          suffix={article && t(`unit.${article.unit}`, { defaultValue: article.unit })}
          onEnter={onCost}
        />
      </Form.Item>
      <Form.Item name={[at, 'unit_cost']} rules={required}>
        <MoneyInput currency={currency} label={`${t('inventory.unitCost')} ${name}`} onEnter={onNext} />
      </Form.Item>
      <Button
        type="text"
        icon={<DeleteOutlined />}
        aria-label={t('inventory.removeLine', { name })}
        onClick={onRemove}
      />
    </div>
  )
}
