import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { Button, Form, Input, Segmented, Select, Switch } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Amount, CostBasis, Id, MarkupMatrix, Supplier, TierKind } from '@/api/types'
import { useMayAnywhere, useMayEverywhere } from '@/app/may'
import { useSite, useSiteId } from '@/app/site'
import { FormDialog } from '@/ui/FormDialog'
import { Money } from '@/ui/Money'
import { MoneyInput } from '@/ui/MoneyInput'
import { ScaledInput } from '@/ui/ScaledInput'
import { useAll } from '@/ui/useAll'
import { addMatrix, type TierFields, tiersOf, updateMatrix, usePreview } from './matrices'
import { pricesChanged } from './queries'

interface Fields {
  name: string
  everywhere?: boolean
  category?: string | null
  brand?: string | null
  supplier_id?: Id | null
  basis: CostBasis
  kind: TierKind
  rounding: Amount
  tiers: (TierFields | undefined)[]
}

const NEW: Partial<Fields> = { basis: 'average', kind: 'markup', rounding: 1, tiers: [{ from_cost: 0 }] }

/** A matrix whole, with what a part would sell for by it. */
export function MatrixDialog({ matrix, onClose }: { matrix?: MarkupMatrix; onClose: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const site = useSiteId()
  const currency = useSite()?.currency ?? 'TND'
  const [form] = Form.useForm<Fields>()
  const everywhere = useMayEverywhere('price.configure')
  const save = async ({ everywhere: group, name, category, brand, supplier_id, ...rest }: Fields) => {
    const body = {
      name,
      category: category || null,
      brand: brand || null,
      supplier_id: supplier_id ?? null,
      ...rest,
      tiers: tiersOf(rest.tiers),
      archived: matrix?.archived ?? false,
    }
    await (matrix ? updateMatrix(matrix, body) : addMatrix(site, group ?? false, body))
    await pricesChanged(client)
  }
  return (
    <FormDialog<Fields>
      title={matrix?.name ?? t('matrices.new')}
      form={form}
      initial={matrix ?? NEW}
      onSave={save}
      onClose={onClose}
    >
      <Form.Item
        name="name"
        label={t('prices.feeName')}
        rules={[{ required: true, whitespace: true, message: t('form.required') }]}
      >
        <Input autoFocus dir="auto" autoComplete="off" maxLength={80} />
      </Form.Item>
      {!matrix && everywhere && (
        <Form.Item name="everywhere" label={t('matrices.everywhereHint')} valuePropName="checked">
          <Switch />
        </Form.Item>
      )}
      <ScopeFields matrix={matrix} />
      <Form.Item name="basis" label={t('matrices.basisOf')}>
        <Segmented<CostBasis>
          options={(['average', 'last'] as const).map((value) => ({ value, label: t(`matrices.basis.${value}`) }))}
        />
      </Form.Item>
      <Form.Item name="kind" label={t('matrices.kindOf')}>
        <Segmented<TierKind>
          options={(['markup', 'margin'] as const).map((value) => ({ value, label: t(`matrices.kind.${value}`) }))}
        />
      </Form.Item>
      <TierRows currency={currency} />
      <Form.Item
        name="rounding"
        label={t('matrices.rounding')}
        rules={[{ required: true, message: t('form.required') }]}
      >
        <MoneyInput currency={currency} min={1} max={1_000_000} />
      </Form.Item>
      <Preview currency={currency} />
    </FormDialog>
  )
}

/** Of which articles. Suppliers are for who may read them; another's choice stays. */
function ScopeFields({ matrix }: { matrix?: MarkupMatrix }) {
  const { t } = useTranslation()
  const may = useMayAnywhere('purchase.read')
  const suppliers = useAll<Supplier>('/suppliers', {}, may).data ?? []
  const known = suppliers.map(({ id, name }) => ({ value: id, label: name }))
  const kept = matrix?.supplier_id && !suppliers.some(({ id }) => id === matrix.supplier_id)
  const options = kept ? [...known, { value: matrix.supplier_id, label: matrix.supplier_name }] : known
  return (
    <div className="form-row">
      <Form.Item name="category" label={t('matrices.category')}>
        <Input dir="auto" autoComplete="off" maxLength={60} placeholder={t('matrices.any')} />
      </Form.Item>
      <Form.Item name="brand" label={t('inventory.brand')}>
        <Input dir="auto" autoComplete="off" maxLength={60} placeholder={t('matrices.any')} />
      </Form.Item>
      <Form.Item name="supplier_id" label={t('matrices.supplier')}>
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          options={options}
          placeholder={t('matrices.any')}
        />
      </Form.Item>
    </div>
  )
}

function TierRows({ currency }: { currency: string }) {
  const { t } = useTranslation()
  const required = [{ required: true, message: t('form.required') }]
  return (
    <Form.List name="tiers">
      {(fields, { add, remove }) => (
        <>
          {fields.map(({ key, name }, place) => (
            <div key={key} className="tier-row">
              <Form.Item
                name={[name, 'from_cost']}
                label={place === 0 ? t('matrices.from') : undefined}
                rules={required}
              >
                <MoneyInput currency={currency} min={0} label={t('matrices.from')} disabled={place === 0} />
              </Form.Item>
              <Form.Item name={[name, 'rate']} label={place === 0 ? t('matrices.rate') : undefined} rules={required}>
                <ScaledInput decimals={2} min={0} max={100_000} suffix="%" label={t('matrices.rate')} />
              </Form.Item>
              <Button
                type="text"
                icon={<DeleteOutlined />}
                disabled={place === 0}
                aria-label={t('matrices.removeTier', { place: place + 1 })}
                onClick={() => remove(name)}
              />
            </div>
          ))}
          <Form.Item>
            <Button icon={<PlusOutlined />} disabled={fields.length >= 30} onClick={() => add()}>
              {t('matrices.addTier')}
            </Button>
          </Form.Item>
        </>
      )}
    </Form.List>
  )
}

/** "A part that costs 81.300 sells for 109.755", before anything is saved. */
function Preview({ currency }: { currency: string }) {
  const { t } = useTranslation()
  const [cost, setCost] = useState<Amount | null>(null)
  const kind: TierKind = Form.useWatch('kind') ?? 'markup'
  const rounding: Amount = Form.useWatch('rounding') ?? 1
  const tiers = tiersOf(Form.useWatch('tiers'))
  const { data, isError } = usePreview(kind, rounding, tiers, cost)
  return (
    <div className="row wrap" role="status">
      <span>{t('matrices.costs')}</span>
      <span className="preview-cost">
        <MoneyInput currency={currency} min={0} value={cost} onChange={setCost} label={t('matrices.costs')} />
      </span>
      <span>{t('matrices.sells')}</span>
      <strong>{data && !isError && cost !== null ? <Money amount={data.price} currency={currency} /> : '—'}</strong>
    </div>
  )
}
