import { useQueryClient } from '@tanstack/react-query'
import { Form, Input, InputNumber, Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Amount, BasisPoints, Coupon, CouponInput } from '@/api/types'
import { useSite, useSiteId } from '@/app/site'
import { FormDialog } from '@/ui/FormDialog'
import { MoneyInput } from '@/ui/MoneyInput'
import { ScaledInput } from '@/ui/ScaledInput'
import { addCoupon, pricesChanged, updateCoupon } from './queries'

type Kind = 'share' | 'amount'

interface Fields {
  code: string
  name: string
  kind: Kind
  share?: BasisPoints | null
  amount?: Amount | null
  least?: Amount | null
  valid_from?: string
  valid_until?: string
  most_uses?: number | null
  most_per_customer?: number | null
}

const bodyOf = ({ kind, ...fields }: Fields, archived: boolean): CouponInput => ({
  code: fields.code,
  name: fields.name,
  share: kind === 'share' ? (fields.share ?? null) : null,
  amount: kind === 'amount' ? (fields.amount ?? null) : null,
  least: fields.least || null,
  valid_from: fields.valid_from || null,
  valid_until: fields.valid_until || null,
  most_uses: fields.most_uses ?? null,
  most_per_customer: fields.most_per_customer ?? null,
  archived,
})

/** A coupon, whole. */
export function CouponDialog({ coupon, onClose }: { coupon?: Coupon; onClose: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const site = useSiteId()
  const currency = useSite()?.currency ?? 'TND'
  const [form] = Form.useForm<Fields>()
  const initial: Partial<Fields> = coupon
    ? {
        ...coupon,
        kind: coupon.share === null ? 'amount' : 'share',
        valid_from: coupon.valid_from ?? '',
        valid_until: coupon.valid_until ?? '',
      }
    : { kind: 'share' }
  const kind = Form.useWatch('kind', form) ?? initial.kind
  const save = async (fields: Fields) => {
    const body = bodyOf(fields, coupon?.archived ?? false)
    await (coupon ? updateCoupon(coupon, body) : addCoupon(site, body))
    await pricesChanged(client)
  }
  const required = [{ required: true, message: t('form.required') }]
  return (
    <FormDialog<Fields>
      title={coupon?.code ?? t('coupons.new')}
      form={form}
      initial={initial}
      onSave={save}
      onClose={onClose}
    >
      <div className="form-row">
        <Form.Item name="code" label={t('coupons.code')} rules={required}>
          <Input autoFocus dir="auto" autoComplete="off" maxLength={30} />
        </Form.Item>
        <Form.Item name="name" label={t('coupons.name')} rules={required}>
          <Input dir="auto" autoComplete="off" maxLength={80} />
        </Form.Item>
      </div>
      <Form.Item name="kind" label={t('coupons.kind')}>
        <Segmented<Kind>
          options={[
            { value: 'share', label: t('reductions.size.share') },
            { value: 'amount', label: t('reductions.size.amount') },
          ]}
        />
      </Form.Item>
      <div className="form-row">
        {kind === 'share' ? (
          <Form.Item name="share" label={t('coupons.off')} rules={required}>
            <ScaledInput decimals={2} min={1} max={10_000} suffix="%" />
          </Form.Item>
        ) : (
          <Form.Item name="amount" label={t('coupons.off')} rules={required}>
            <MoneyInput currency={currency} min={1} />
          </Form.Item>
        )}
        <Form.Item name="least" label={t('coupons.least')}>
          <MoneyInput currency={currency} min={0} />
        </Form.Item>
      </div>
      <div className="form-row">
        <Form.Item name="valid_from" label={t('coupons.from')}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="valid_until" label={t('coupons.until')}>
          <Input type="date" />
        </Form.Item>
      </div>
      <div className="form-row">
        <Form.Item name="most_uses" label={t('coupons.most')}>
          <InputNumber min={1} max={1_000_000} precision={0} />
        </Form.Item>
        <Form.Item name="most_per_customer" label={t('coupons.perCustomer')}>
          <InputNumber min={1} max={1000} precision={0} />
        </Form.Item>
      </div>
    </FormDialog>
  )
}
