import { DeleteOutlined } from '@ant-design/icons'
import { Button, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Amount, CounterPrice, ProductRow, Quantity } from '@/api/types'
import { packPrice, stepOf } from '@/features/workshop/lines'
import { ToldPrice } from '@/features/workshop/ToldPrice'
import { Money } from '@/ui/Money'
import { MoneyInput } from '@/ui/MoneyInput'
import { ScaledInput } from '@/ui/ScaledInput'

/** An article that somebody takes with them. */
export interface Taken {
  article: Pick<ProductRow, 'id' | 'sku' | 'name' | 'unit' | 'price' | 'packs'>
  /** One of its packs, by name. */
  pack?: string
  quantity: Quantity | null
  /** What was typed; the API finds what nobody typed. */
  price?: Amount
  /** What was typed is told with tax. */
  told?: boolean
}

interface Props {
  lines: Taken[]
  price: CounterPrice | undefined
  currency: string
  /** Prices that are typed are told with tax. */
  withTax: boolean
  /** The line whose quantity has the focus. */
  focused: number
  onChange: (at: number, change: Partial<Taken>) => void
  onRemove: (at: number) => void
  onNext: () => void
}

/** What is on the counter, each with its quantity and price: Enter goes back to the next article. */
export function CounterLines({ lines, price, currency, withTax, focused, onChange, onRemove, onNext }: Props) {
  const { t } = useTranslation()
  return (
    <ul className="counter-lines">
      {lines.map(({ article, quantity, price: typed, told, pack }, at) => {
        const packed = article.packs.find(({ name }) => name === pack)
        const unit = pack ?? article.unit
        const isFocused = focused === at
        const priced = price?.lines[at]?.product_id === article.id ? price.lines[at] : undefined
        const net = (told ? undefined : typed) ?? priced?.unit_price
        const usual = packed ? packPrice(article, packed) : article.price
        return (
          <li key={article.id}>
            <span className="name">
              <bdi>{article.name}</bdi> <small className="code">{article.sku}</small>
              {article.packs.length > 0 && (
                <Select
                  size="small"
                  aria-label={`${t('inventory.unit')} ${article.name}`}
                  value={pack ?? ''}
                  onChange={(next) => onChange(at, { pack: next || undefined, price: undefined, told: undefined })}
                  options={[
                    { value: '', label: t(`unit.${article.unit}`, { defaultValue: article.unit }) },
                    ...article.packs.map(({ name }) => ({ value: name, label: name })),
                  ]}
                />
              )}
            </span>
            <ScaledInput
              key={isFocused ? 'focused' : 'plain'}
              autoFocus={isFocused}
              decimals={3}
              step={stepOf(unit, article.id)}
              value={quantity}
              label={`${t('workshop.quantity')} ${article.name}`}
              suffix={t(`unit.${unit}`, { defaultValue: unit })}
              onChange={(next) => onChange(at, { quantity: next })}
              onEnter={onNext}
            />
            <MoneyInput
              currency={currency}
              value={withTax ? (told ? typed : null) : (net ?? usual)}
              label={`${t(withTax ? 'workshop.withTax' : 'workshop.price')} ${article.name}`}
              onCommit={(next) => onChange(at, { price: next, told: withTax })}
              onEnter={onNext}
            />
            <span className="end">
              {priced && <Money amount={priced.net} currency={currency} />}
              {priced && <ToldPrice line={priced} currency={currency} />}
            </span>
            <Button
              type="text"
              icon={<DeleteOutlined />}
              aria-label={t('inventory.removeLine', { name: article.name })}
              onClick={() => onRemove(at)}
            />
          </li>
        )
      })}
    </ul>
  )
}
