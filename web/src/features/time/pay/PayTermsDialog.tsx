import { useQueryClient } from '@tanstack/react-query'
import { Form, Input, Select, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Id, PayTerms, PayTermsInput } from '@/api/types'
import { useSite } from '@/app/site'
import { FormDialog } from '@/ui/FormDialog'
import { MoneyInput } from '@/ui/MoneyInput'
import { monthOf } from '@/ui/months'
import { ScaledInput } from '@/ui/ScaledInput'
import { useStaff } from '../useStaff'
import { payChanged, savePayTerms } from './queries'

type Fields = Omit<PayTermsInput, 'site_id'>

/** What a person earns from a day on; another day makes new terms, and the old ones hold until then. */
export function PayTermsDialog({ site, terms, onClose }: { site: Id; terms?: PayTerms; onClose: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const currency = useSite()?.currency ?? 'TND'
  const staff = useStaff()
  const [form] = Form.useForm<Fields>()
  const next = monthOf(new Date().toISOString().slice(0, 10)).from
  const initial: Partial<Fields> = terms
    ? {
        user_id: terms.user.id,
        from_on: terms.from_on,
        hourly: terms.hourly,
        flat_rate: terms.flat_rate,
        labour_share: terms.labour_share,
        parts_share: terms.parts_share,
        back_flag: terms.back_flag,
      }
    : { from_on: next, hourly: 0, flat_rate: 0, labour_share: 0, parts_share: 0, back_flag: false }
  const people = terms ? [{ value: terms.user.id, label: terms.user.name }] : staff
  const save = async (fields: Fields) => {
    const zero = { hourly: 0, flat_rate: 0, labour_share: 0, parts_share: 0 }
    const filled = Object.entries(fields).filter(([, value]) => value !== null)
    await savePayTerms({ ...zero, ...(Object.fromEntries(filled) as Fields), site_id: site })
    await payChanged(client)
  }
  return (
    <FormDialog<Fields>
      title={terms?.user.name ?? t('time.pay.add')}
      form={form}
      initial={initial}
      onSave={save}
      onClose={onClose}
    >
      <Form.Item name="user_id" label={t('time.person')} rules={[{ required: true, message: t('form.required') }]}>
        <Select options={people} disabled={!!terms} autoFocus />
      </Form.Item>
      <Form.Item
        name="from_on"
        label={t('time.pay.from')}
        extra={t('time.pay.fromText')}
        rules={[{ required: true, message: t('form.required') }]}
      >
        <Input type="date" />
      </Form.Item>
      {(['hourly', 'flat_rate'] as const).map((part) => (
        <Form.Item key={part} name={part} label={t(`time.pay.rate.${part}`)}>
          <MoneyInput currency={currency} min={0} />
        </Form.Item>
      ))}
      {(['labour_share', 'parts_share'] as const).map((part) => (
        <Form.Item key={part} name={part} label={t(`time.pay.rate.${part}`)}>
          <ScaledInput decimals={2} min={0} max={10_000} suffix="%" />
        </Form.Item>
      ))}
      <Form.Item
        name="back_flag"
        label={t('time.pay.rate.back_flag')}
        extra={t('time.pay.backFlagText')}
        valuePropName="checked"
      >
        <Switch />
      </Form.Item>
    </FormDialog>
  )
}
