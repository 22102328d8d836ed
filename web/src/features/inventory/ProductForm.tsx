import { Form, Input, Select, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Product, ProductInput } from '@/api/types'
import { useSite } from '@/app/site'
import { emptyToNull } from '@/ui/emptyToNull'
import { FormDrawer } from '@/ui/FormDrawer'
import { MoneyInput } from '@/ui/MoneyInput'
import { ScaledInput } from '@/ui/ScaledInput'
import { useKeepRecord } from '@/ui/useRecord'
import { createProduct, updateProduct } from './commands'
import { PackFields } from './PackFields'

const NUMBERINGS = ['none', 'serial', 'batch']
const UNITS = ['each', 'litre', 'kg', 'metre', 'set', 'pair']

interface Props {
  product?: Product
  onSaved?: (product: Product) => void
  onClose: () => void
}

/** An article of the catalogue, in a drawer. */
export function ProductForm({ product, onSaved, onClose }: Props) {
  const { t } = useTranslation()
  const site = useSite()
  const keep = useKeepRecord<Product>('/products')
  const [form] = Form.useForm<ProductInput>()
  if (!site) return null
  const save = async (values: ProductInput) => {
    const body = emptyToNull(values)
    const saved = product ? await updateProduct(product.id, product.version, body) : await createProduct(body)
    onSaved?.(keep(saved))
  }
  const required = [{ required: true, message: t('form.required') }]
  return (
    <FormDrawer
      title={product ? t('inventory.edit') : t('inventory.new')}
      form={form}
      initial={product ?? { unit: 'each', vat_rate: site.vat_rate, tracked: true, numbering: 'none' }}
      onSave={save}
      onClose={onClose}
    >
      <div className="form-row">
        <Form.Item name="sku" label={t('inventory.sku')} rules={required}>
          <Input autoFocus dir="ltr" autoComplete="off" />
        </Form.Item>
        <Form.Item name="barcode" label={t('inventory.barcode')}>
          <Input dir="ltr" autoComplete="off" inputMode="numeric" />
        </Form.Item>
      </div>
      <Form.Item name="name" label={t('inventory.name')} rules={required}>
        <Input dir="auto" autoComplete="off" />
      </Form.Item>
      <div className="form-row">
        <Form.Item name="category" label={t('inventory.category')}>
          <Input dir="auto" autoComplete="off" />
        </Form.Item>
        <Form.Item name="brand" label={t('inventory.brand')}>
          <Input dir="auto" autoComplete="off" maxLength={60} />
        </Form.Item>
        <Form.Item name="unit" label={t('inventory.unit')}>
          <Select options={UNITS.map((value) => ({ value, label: t(`inventory.units.${value}`) }))} />
        </Form.Item>
      </div>
      <div className="form-row">
        <Form.Item name="price" label={t('inventory.price')} rules={required}>
          <MoneyInput currency={site.currency} />
        </Form.Item>
        <Form.Item name="vat_rate" label={t('inventory.vat')} rules={required}>
          <ScaledInput decimals={2} suffix="%" />
        </Form.Item>
      </div>
      <PackFields currency={site.currency} />
      <Form.Item name="core_charge" label={t('core.charge')} extra={t('core.chargeHint')}>
        <MoneyInput currency={site.currency} />
      </Form.Item>
      {site.country === 'TN' && (
        <Form.Item name="levy_rate" label={t('inventory.levy')} extra={t('inventory.levyHint')}>
          <ScaledInput decimals={2} suffix="%" />
        </Form.Item>
      )}
      <Form.Item name="numbering" label={t('numbers.numbering')} extra={t('numbers.numberingHint')}>
        <Select options={NUMBERINGS.map((value) => ({ value, label: t(`numbers.kind.${value}`) }))} />
      </Form.Item>
      <Form.Item
        name="tracked"
        valuePropName="checked"
        label={t('inventory.tracked')}
        extra={t('inventory.trackedHint')}
      >
        <Switch />
      </Form.Item>
    </FormDrawer>
  )
}
