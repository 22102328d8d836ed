import { useTranslation } from 'react-i18next'
import type { AuthorisationState, InvoiceState, Message, WorkOrderState } from '@/api/types'

type Tone = 'grey' | 'teal' | 'green' | 'amber' | 'red' | 'blue' | 'violet'

const TONES = {
  workOrder: {
    estimate: 'grey',
    approved: 'blue',
    in_progress: 'teal',
    on_hold: 'amber',
    ready: 'green',
    invoiced: 'violet',
    closed: 'grey',
    cancelled: 'red',
  } satisfies Record<WorkOrderState, Tone>,
  authorisation: {
    proposed: 'grey',
    approved: 'green',
    declined: 'red',
    reapproval_needed: 'amber',
  } satisfies Record<AuthorisationState, Tone>,
  invoice: { draft: 'grey', issued: 'blue', part_paid: 'amber', paid: 'green', overdue: 'red' } satisfies Record<
    InvoiceState | 'overdue',
    Tone
  >,
  message: { queued: 'grey', sent: 'green', failed: 'red', skipped: 'amber' } satisfies Record<Message['state'], Tone>,
}

type Props = { [K in keyof typeof TONES]: { kind: K; state: keyof (typeof TONES)[K] } }[keyof typeof TONES]

/** A state in its colour and words: <StatusTag kind="invoice" state="paid" />. */
export function StatusTag({ kind, state }: Props) {
  const { t } = useTranslation()
  const tones: Partial<Record<string, Tone>> = TONES[kind]
  return <Tag tone={tones[state] ?? 'grey'}>{t(`state.${kind}.${state}`)}</Tag>
}

export function Tag({ tone, children }: { tone: Tone; children: React.ReactNode }) {
  return <span className={`tag tone-${tone}`}>{children}</span>
}
