import { useTranslation } from 'react-i18next'
import type { LineKind, ProductRow, SalePack, WorkOrder } from '@/api/types'
import { useSite } from '@/app/site'
import { useLabourPrice } from '@/features/pricing/labourPrice'
import type { ComboOption } from '@/ui/Combobox'
import { Money } from '@/ui/Money'
import { Quantity } from '@/ui/Quantity'
import { useDebounced } from '@/ui/useDebounced'
import { type Draft, labourWords, packPrice, partDraft } from './lines'
import { useProductSuggestions } from './queries'

/** What the words typed in a job's entry row may mean: parts, labour, or a free line. */
export function useLineOptions(order: WorkOrder, text: string) {
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

  if (!words) return { options: [], waiting: false }
  const labour = labourWords(words)
  if (labour)
    return { options: [free('labour', labour.name || t('workshop.kind.labour'), labour.hours)], waiting: false }
  const forms = (product: ProductRow) => [part(product), ...product.packs.map((pack) => part(product, pack))]
  const found = products.data?.items.flatMap(forms) ?? []
  const kinds: LineKind[] = ['labour', 'fee', 'sublet']
  const waiting = q !== words || products.isPlaceholderData || products.isLoading
  return { options: [...found, ...kinds.map((kind) => free(kind, words))], waiting }
}
