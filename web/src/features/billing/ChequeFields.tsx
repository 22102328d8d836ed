import { Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ChequeDetails } from '@/api/types'

/** What is typed of a cheque; the bank and the day make it one for the register. */
export type TypedCheque = Partial<ChequeDetails>

/** As the API takes it: nothing where neither bank nor day is said. */
export function chequeOf(typed: TypedCheque | undefined): ChequeDetails | undefined {
  const { number = '', bank = '', due_on, rib, drawer } = typed ?? {}
  if (!bank.trim() && !due_on) return undefined
  return {
    number: number.trim(),
    bank: bank.trim(),
    due_on: due_on ?? '',
    rib: rib?.trim() || null,
    drawer: drawer?.trim() || null,
  }
}

/** The number of a cheque, and what brings it into the register: bank and day. */
export function ChequeFields() {
  const { t } = useTranslation()
  const typed = Form.useWatch<TypedCheque | undefined>('cheque')
  const isKept = Boolean(typed?.bank?.trim() || typed?.due_on)
  const asked = [{ required: isKept, whitespace: true, message: t('form.required') }]
  return (
    <>
      <div className="form-row">
        <Form.Item name={['cheque', 'number']} label={t('cheques.number')} rules={asked}>
          <Input autoComplete="off" dir="auto" maxLength={50} />
        </Form.Item>
        <Form.Item name={['cheque', 'bank']} label={t('cheques.bank')} rules={asked}>
          <Input autoComplete="off" dir="auto" maxLength={100} />
        </Form.Item>
      </div>
      <div className="form-row">
        <Form.Item
          name={['cheque', 'due_on']}
          label={t('cheques.dueOn')}
          extra={t('cheques.hint')}
          rules={[{ required: isKept, message: t('form.required') }]}
        >
          <Input type="date" />
        </Form.Item>
        <Form.Item name={['cheque', 'rib']} label={t('cheques.rib')}>
          <Input autoComplete="off" dir="ltr" inputMode="numeric" maxLength={40} />
        </Form.Item>
      </div>
    </>
  )
}
