import { HistoryOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import type { LineKind, ProductRow, SalePack, UsedPart, WorkOrder } from '@/api/types'
import { useSite } from '@/app/site'
import { useLabourPrice } from '@/features/pricing/labourPrice'
import type { ComboOption } from '@/ui/Combobox'
import { Money } from '@/ui/Money'
import { Quantity } from '@/ui/Quantity'
import { useDebounced } from '@/ui/useDebounced'
import { type Draft, labourWords, packPrice, partDraft } from './lines'
import { useProductSuggestions } from './queries'
import { saysAll, usedDraft } from './usedParts'

/** What the words typed in a job's entry row may mean: parts, labour, or a free line. */
export function useLineOptions(order: WorkOrder, text: string, used: UsedPart[]) {
  const { t } = useTranslation()
  const words = text.trim()
  const q = useDebounced(words)
  const usual = useSite()?.labour_rate
  const rate = useLabourPrice(order.id).data?.unit_price ?? usual
  const { currency } = order.totals
  const products = useProductSuggestions(order.site_id, q)

  const free = (kind: LineKind, name: string, quantity = 1000): ComboOption<Draft> => ({
    key: kind,
    value: {
      kind,
      name,
      quantity,
      unit: kind === 'labour' ? 'hour' : 'each',
      unit_price: kind === 'labour' ? rate : undefined,
    },
    title: <bdi>{name}</bdi>,
    detail: t(`workshop.kind.${kind}`),
    end: kind === 'labour' && rate !== undefined ? <Money amount={rate} currency={currency} /> : undefined,
  })
  const part = (product: ProductRow, pack?: SalePack): ComboOption<Draft> => ({
    key: product.id + (pack?.name ?? ''),
    value: partDraft(product, pack),
    title: (
      <bdi>
        {product.name}
        {pack && ` · ${pack.name}`}
      </bdi>
    ),
    detail: (
      <>
        <span className="code">{product.sku}</span>
        {product.tracked && (
          <>
            {' · '}
            {t('workshop.inStock')} <Quantity value={product.on_hand} unit={product.unit} />
          </>
        )}
      </>
    ),
    end: <Money amount={pack ? packPrice(product, pack) : product.price} currency={currency} />,
  })

  const before = (product: UsedPart): ComboOption<Draft> => ({
    key: `used ${product.product_id}`,
    value: usedDraft(product),
    icon: <HistoryOutlined aria-hidden />,
    title: <bdi>{product.name}</bdi>,
    detail: (
      <>
        <span className="code">{product.sku}</span>
        {' · '}
        {product.on_vehicle > 0
          ? t('workshop.usedOnVehicle', { count: product.on_vehicle })
          : t('workshop.usedOnModel', { count: product.on_model })}
        {typeof product.on_hand === 'number' && (
          <>
            {' · '}
            {t('workshop.inStock')} <Quantity value={product.on_hand} unit={product.unit} />
          </>
        )}
      </>
    ),
    end: <Money amount={product.price} currency={currency} />,
  })

  if (!words) return { options: used.map(before), waiting: false }
  const labour = labourWords(words)
  if (labour)
    return { options: [free('labour', labour.name || t('workshop.kind.labour'), labour.hours)], waiting: false }
  const likely = used.filter((product) => saysAll(product, words))
  const isLikely = ({ id }: ProductRow) => likely.some((one) => one.product_id === id)
  const forms = (product: ProductRow) => [
    ...(isLikely(product) ? [] : [part(product)]),
    ...product.packs.map((pack) => part(product, pack)),
  ]
  const found = [...likely.map(before), ...(products.data?.items.flatMap(forms) ?? [])]
  // What a caller asks for is often no article yet.
  const kinds: LineKind[] =
    order.state === 'quote' ? ['part', 'labour', 'fee', 'sublet'] : ['labour', 'fee', 'sublet', 'part']
  const waiting = q !== words || products.isPlaceholderData || products.isLoading
  return { options: [...found, ...kinds.map((kind) => free(kind, words))], waiting }
}
