import { useTranslation } from 'react-i18next'
import type { StockTakeState, SupplierInvoiceState, SupplierReturnState, TransferState } from '@/api/types'
import { Tag, type Tone } from '@/ui/StatusTag'

const TONES = {
  return: { draft: 'grey', shipped: 'amber', credited: 'green', cancelled: 'red' } satisfies Record<
    SupplierReturnState,
    Tone
  >,
  transfer: {
    requested: 'grey',
    shipped: 'blue',
    differs: 'amber',
    received: 'green',
    cancelled: 'red',
  } satisfies Record<TransferState, Tone>,
  take: { counting: 'blue', counted: 'amber', approved: 'green', cancelled: 'grey' } satisfies Record<
    StockTakeState,
    Tone
  >,
  invoice: { differs: 'amber', billed: 'green', cancelled: 'grey' } satisfies Record<SupplierInvoiceState, Tone>,
}

type Props = { [K in keyof typeof TONES]: { kind: K; state: keyof (typeof TONES)[K] } }[keyof typeof TONES]

/** The state of a paper in its colour and words. */
export function StoreState({ kind, state }: Props) {
  const { t } = useTranslation()
  const tone = (TONES[kind] as Record<string, Tone>)[state] ?? 'grey'
  return <Tag tone={tone}>{t(`store.state.${kind}.${state}`)}</Tag>
}
