import { DeleteOutlined } from '@ant-design/icons'
import { Button, Form, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newKey } from '@/api/repeat'
import type { Id, ProductRow, Quantity } from '@/api/types'
import { useMe } from '@/app/session'
import { openSites, useSiteId } from '@/app/site'
import { ProductSearch } from '@/features/inventory/ProductSearch'
import { FormDrawer } from '@/ui/FormDrawer'
import { ScaledInput } from '@/ui/ScaledInput'
import { createTransfer } from './commands'

interface Line {
  product_id: Id
  name: string
  sku: string
  quantity: Quantity | null
}
interface Fields {
  from_site_id: Id
  to_site_id: Id
  lines: Line[]
}

/** Parts that one site wants of another; a part picked again counts one more. */
export function NewTransferForm({ onClose, onSaved }: { onClose: () => void; onSaved: (id: Id) => void }) {
  const { t } = useTranslation()
  const here = useSiteId()
  const sites = openSites(useMe()).map(({ id, name }) => ({ value: id, label: name }))
  const [key] = useState(newKey)
  const [form] = Form.useForm<Fields>()
  const from = (Form.useWatch('from_site_id', form) as Id | undefined) ?? here
  const pick = ({ id, name, sku }: ProductRow) => {
    const known: Line[] = form.getFieldValue('lines')
    const at = known.findIndex(({ product_id }) => product_id === id)
    const next =
      at < 0
        ? [...known, { product_id: id, name, sku, quantity: 1000 }]
        : known.map((line, place) => (place === at ? { ...line, quantity: (line.quantity ?? 0) + 1000 } : line))
    form.setFieldValue('lines', next)
  }
  const save = async ({ from_site_id, to_site_id, lines }: Fields) => {
    const wanted = lines.flatMap(({ product_id, quantity }) => (quantity ? [{ product_id, quantity }] : []))
    onSaved((await createTransfer({ from_site_id, to_site_id, lines: wanted }, key)).id)
  }
  const required = [{ required: true, message: t('form.required') }]
  const noLines = {
    validator: (_: unknown, lines: Line[] | undefined) =>
      lines?.length ? Promise.resolve() : Promise.reject(new Error(t('inventory.noLines'))),
  }
  return (
    <FormDrawer<Fields>
      title={t('store.newTransfer')}
      size={640}
      form={form}
      initial={{ from_site_id: here, lines: [] }}
      onSave={save}
      onClose={onClose}
    >
      <Form.Item name="from_site_id" label={t('store.from')} rules={required}>
        <Select options={sites} />
      </Form.Item>
      <Form.Item name="to_site_id" label={t('store.to')} rules={required}>
        <Select options={sites} />
      </Form.Item>
      <Form.List name="lines" rules={[noLines]}>
        {(fields, { remove }, { errors }) => (
          <>
            {fields.map(({ key: row, name }) => {
              const line: Line | undefined = form.getFieldValue(['lines', name])
              return (
                <div key={row} className="transfer-line">
                  <span className="name">
                    <bdi>{line?.name}</bdi> <span className="code">{line?.sku}</span>
                  </span>
                  <Form.Item name={[name, 'quantity']} rules={required}>
                    <ScaledInput decimals={3} label={`${t('inventory.quantity')} ${line?.name}`} />
                  </Form.Item>
                  <Button
                    type="text"
                    icon={<DeleteOutlined />}
                    aria-label={t('inventory.removeLine', { name: line?.name })}
                    onClick={() => remove(name)}
                  />
                </div>
              )
            })}
            <ProductSearch site={from} autoFocus={false} onPick={pick} />
            <Form.ErrorList errors={errors} />
          </>
        )}
      </Form.List>
    </FormDrawer>
  )
}
