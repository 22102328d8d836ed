import { Form, Input, Select } from 'antd'
import { Fragment, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newKey } from '@/api/repeat'
import type { Amount, PurchaseLine, PurchaseOrder, Quantity } from '@/api/types'
import { scanned } from '@/features/scan/lookUp'
import { FormDrawer } from '@/ui/FormDrawer'
import { MoneyInput } from '@/ui/MoneyInput'
import { ScaledInput } from '@/ui/ScaledInput'
import { ScanField } from '@/ui/ScanField'
import { useKeepRecord } from '@/ui/useRecord'
import { receiveOrder } from './commands'
import { usePurchasesChanged } from './usePurchasesChanged'
import '@/features/inventory/inventory.css'

interface Fields {
  delivery_number?: string
  lines: { packs: Quantity | null; pack_cost: Amount | null; numbers?: string[]; batch?: string }[]
}

/** How many packs have not come. */
const open = (line: PurchaseLine) =>
  line.received === 0 ? line.packs : Math.round((line.outstanding * 1000) / line.pack_size)

/** A delivery of the order: what came of each line; nothing typed is nothing come. */
export function ReceiveOrderForm({ order, onClose }: { order: PurchaseOrder; onClose: () => void }) {
  const { t } = useTranslation()
  const keep = useKeepRecord<PurchaseOrder>('/purchase-orders')
  const changed = usePurchasesChanged()
  const [key] = useState(newKey)
  const [form] = Form.useForm<Fields>()
  const save = async (fields: Fields) => {
    const lines = order.lines.flatMap((line, at) => {
      const { packs = null, pack_cost = null, numbers = [], batch } = fields.lines[at] ?? {}
      if (!packs) return []
      const told = batch?.trim()
        ? [{ number: batch.trim(), quantity: Math.round((packs * line.pack_size) / 1000) }]
        : numbers.map((number) => ({ number }))
      return [{ line_id: line.id, packs, numbers: told, ...(pack_cost === null ? {} : { pack_cost }) }]
    })
    keep(await receiveOrder(order.id, { delivery_number: fields.delivery_number?.trim() || null, lines }, key))
    await changed()
  }
  const scan = async (code: string) => {
    const product = (await scanned(order.site_id, code).catch(() => null))?.article?.id
    const at = order.lines.findIndex(({ product_id }) => product_id === product)
    if (at >= 0) form.focusField(['lines', at, 'packs'])
    return at >= 0
  }
  return (
    <FormDrawer<Fields>
      title={t('purchasing.receiveTitle', { number: order.number })}
      size={680}
      form={form}
      initial={{ lines: order.lines.map((line) => ({ packs: open(line) || null, pack_cost: line.pack_cost })) }}
      onSave={save}
      onClose={onClose}
      ok={t('inventory.receiveGo')}
    >
      <Form.Item name="delivery_number" label={t('inventory.deliveryNote')}>
        <Input autoFocus autoComplete="off" dir="auto" />
      </Form.Item>
      <ScanField label={t('issue.scan')} onCode={scan} />
      {order.lines.map((line, at) => (
        <Fragment key={line.id}>
          <div className="receive-line">
            <span className="name">
              <bdi>{line.description}</bdi>
              <small className="code">{line.article_number ?? line.sku}</small>
            </span>
            <Form.Item name={['lines', at, 'packs']}>
              <ScaledInput decimals={3} label={`${t('purchasing.packs')} ${line.description}`} />
            </Form.Item>
            {line.pack_cost !== null && (
              <Form.Item name={['lines', at, 'pack_cost']}>
                <MoneyInput currency={order.currency} label={`${t('purchasing.packCost')} ${line.description}`} />
              </Form.Item>
            )}
          </div>
          {line.numbering === 'serial' && (
            <Form.Item name={['lines', at, 'numbers']}>
              <Select
                mode="tags"
                open={false}
                suffixIcon={null}
                tokenSeparators={[',', ';', '\n']}
                placeholder={t('numbers.serials')}
                aria-label={`${t('numbers.serials')} ${line.description}`}
              />
            </Form.Item>
          )}
          {line.numbering === 'batch' && (
            <Form.Item name={['lines', at, 'batch']}>
              <Input
                autoComplete="off"
                maxLength={60}
                placeholder={t('numbers.batch')}
                aria-label={`${t('numbers.batch')} ${line.description}`}
              />
            </Form.Item>
          )}
        </Fragment>
      ))}
    </FormDrawer>
  )
}
