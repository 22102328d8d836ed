import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Form, Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newKey } from '@/api/repeat'
import type { Amount, Id, Quantity, Supplier, UnbilledLine } from '@/api/types'
import { useSiteId, useTimeZone } from '@/app/site'
import { FormDrawer } from '@/ui/FormDrawer'
import { MoneyInput } from '@/ui/MoneyInput'
import { ScaledInput } from '@/ui/ScaledInput'
import { toWall } from '@/ui/time'
import { useAll } from '@/ui/useAll'
import { useKeepRecord } from '@/ui/useRecord'
import { writeInvoice } from './commands'
import { useStoreChanged } from './useChange'

interface Typed {
  packs: Quantity | null
  pack_cost: Amount | null
}
interface Fields {
  supplier_id: Id
  number: string
  dated_on: string
  lines?: Record<Id, Typed>
  costs?: { description: string; cost: Amount }[]
}

/** How many packs came and are not billed. */
const open = (line: UnbilledLine) => Math.round((line.unbilled * 1000) / line.pack_size)

/** What a supplier billed: what came is offered with its quantity and price, which the paper may contradict. */
export function NewInvoiceForm({ onClose, onSaved }: { onClose: () => void; onSaved: (id: Id) => void }) {
  const { t } = useTranslation()
  const site_id = useSiteId()
  const zone = useTimeZone()
  const suppliers = useAll<Supplier>('/suppliers')
  const keep = useKeepRecord('/supplier-invoices')
  const changed = useStoreChanged()
  const [key] = useState(newKey)
  const [form] = Form.useForm<Fields>()
  const supplier = Form.useWatch('supplier_id', form) as Id | undefined
  const currency = suppliers.data?.find(({ id }) => id === supplier)?.currency ?? 'TND'
  const required = [{ required: true, message: t('form.required') }]
  const save = async ({ supplier_id, number, dated_on, lines = {}, costs = [] }: Fields) => {
    const parts = Object.entries(lines).flatMap(([purchase_line_id, { packs, pack_cost }]) =>
      packs ? [{ purchase_line_id, packs, pack_cost: pack_cost ?? 0 }] : [],
    )
    const beside = costs.map(({ description, cost }) => ({ description, packs: 1000, pack_cost: cost }))
    const body = { site_id, supplier_id, number: number.trim(), dated_on, lines: [...parts, ...beside] }
    const invoice = await writeInvoice(body, key)
    keep(invoice)
    await changed()
    onSaved(invoice.id)
  }
  return (
    <FormDrawer<Fields>
      title={t('store.newInvoice')}
      size={720}
      form={form}
      initial={{ dated_on: toWall(new Date(), zone).slice(0, 10), costs: [] }}
      onSave={save}
      onClose={onClose}
    >
      <Form.Item name="supplier_id" label={t('purchasing.supplier')} rules={required}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={(suppliers.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      <Form.Item name="number" label={t('store.invoiceNumber')} rules={[{ ...required[0], whitespace: true }]}>
        <Input autoComplete="off" dir="auto" />
      </Form.Item>
      <Form.Item name="dated_on" label={t('store.datedOn')} rules={required}>
        <Input type="date" />
      </Form.Item>
      {supplier && <Unbilled key={supplier} supplier={supplier} site={site_id} currency={currency} />}
      <Form.List name="costs">
        {(fields, { add, remove }) => (
          <>
            {fields.map(({ key: row, name }) => (
              <div key={row} className="unbilled-line">
                <Form.Item name={[name, 'description']} rules={required} className="name">
                  <Input aria-label={t('store.costName')} placeholder={t('store.costName')} dir="auto" />
                </Form.Item>
                <span />
                <Form.Item name={[name, 'cost']} rules={required}>
                  <MoneyInput currency={currency} label={t('purchasing.lineCost')} />
                </Form.Item>
                <Button
                  type="text"
                  icon={<DeleteOutlined />}
                  aria-label={t('common.remove')}
                  onClick={() => remove(name)}
                />
              </div>
            ))}
            <Button icon={<PlusOutlined />} onClick={() => add({ description: '', cost: null })}>
              {t('store.addCost')}
            </Button>
          </>
        )}
      </Form.List>
    </FormDrawer>
  )
}

function Unbilled({ supplier, site, currency }: { supplier: Id; site: Id; currency: string }) {
  const { t } = useTranslation()
  const lines = useAll<UnbilledLine>('/purchase-lines/unbilled', { supplier, site })
  if (lines.data?.length === 0) return <p className="muted">{t('store.nothingUnbilled')}</p>
  return lines.data?.map((line) => (
    <div key={line.id} className="unbilled-line">
      <span className="name">
        <bdi>{line.description}</bdi> <span className="code">{line.article_number ?? line.sku}</span>
        <small className="code">{line.order_number}</small>
      </span>
      <Form.Item name={['lines', line.id, 'packs']} initialValue={open(line)}>
        <ScaledInput decimals={3} label={`${t('purchasing.packs')} ${line.description}`} />
      </Form.Item>
      <Form.Item name={['lines', line.id, 'pack_cost']} initialValue={line.pack_cost}>
        <MoneyInput currency={currency} label={`${t('purchasing.packCost')} ${line.description}`} />
      </Form.Item>
      <span />
    </div>
  ))
}
