import { Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { NumberLeft, NumberWithdrawal, Product, ShelfNumber } from '@/api/types'
import { emptyToNull } from '@/ui/emptyToNull'
import { FormDialog } from '@/ui/FormDialog'
import { ScaledInput } from '@/ui/ScaledInput'
import { withdrawNumber } from './commands'

type Fields = Pick<NumberWithdrawal, 'quantity' | 'why' | 'reason'>

const WHY: NumberLeft[] = ['returned', 'scrapped', 'corrected']

interface Props {
  product: Product
  row: ShelfNumber
  onDone: () => Promise<unknown>
  onClose: () => void
}

/** How pieces left the shelf under their number. */
export function WithdrawDialog({ product, row, onDone, onClose }: Props) {
  const { t } = useTranslation()
  const [form] = Form.useForm<Fields>()
  const save = async (fields: Fields) => {
    await withdrawNumber(product.id, { ...emptyToNull(fields), site_id: row.site_id, number: row.number })
    await onDone()
  }
  return (
    <FormDialog<Fields>
      title={t('numbers.withdrawOf', { number: row.number })}
      form={form}
      initial={{ why: 'returned', quantity: row.quantity }}
      onSave={save}
      onClose={onClose}
      ok={t('numbers.withdraw')}
    >
      <Form.Item name="why" label={t('numbers.whyTitle')}>
        <Select options={WHY.map((value) => ({ value, label: t(`numbers.why.${value}`) }))} />
      </Form.Item>
      {product.numbering === 'batch' && (
        <Form.Item name="quantity" label={t('numbers.howMany')}>
          <ScaledInput decimals={3} max={row.quantity} />
        </Form.Item>
      )}
      <Form.Item name="reason" label={t('numbers.reason')}>
        <Input dir="auto" autoComplete="off" maxLength={200} />
      </Form.Item>
    </FormDialog>
  )
}
