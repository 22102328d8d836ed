import { useTranslation } from 'react-i18next'
import type { SupplierInvoiceState } from '@/api/types'
import { Tag, type Tone } from '@/ui/StatusTag'

const TONES = {
  invoice: { differs: 'amber', billed: 'green', cancelled: 'grey' } satisfies Record<SupplierInvoiceState, Tone>,
}

type Props = { [K in keyof typeof TONES]: { kind: K; state: keyof (typeof TONES)[K] } }[keyof typeof TONES]

/** The state of a paper in its colour and words. */
export function StoreState({ kind, state }: Props) {
  const { t } = useTranslation()
  const tone = (TONES[kind] as Record<string, Tone>)[state] ?? 'grey'
  return <Tag tone={tone}>{t(`store.state.${kind}.${state}`)}</Tag>
}
