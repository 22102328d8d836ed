import { useTranslation } from 'react-i18next'
import type {
  ApiKeyState,
  AppointmentState,
  AuthorisationState,
  InvoiceState,
  Message,
  PurchaseState,
  UserState,
  WorkOrderState,
} from '@/api/types'

export type Tone = 'grey' | 'teal' | 'green' | 'amber' | 'red' | 'blue' | 'violet'

const TONES = {
  workOrder: {
    quote: 'blue',
    estimate: 'grey',
    approved: 'blue',
    in_progress: 'teal',
    on_hold: 'amber',
    quality_check: 'violet',
    ready: 'green',
    invoiced: 'violet',
    closed: 'grey',
    cancelled: 'red',
  } satisfies Record<WorkOrderState, Tone>,
  appointment: {
    requested: 'amber',
    confirmed: 'blue',
    arrived: 'teal',
    converted: 'green',
    cancelled: 'grey',
    no_show: 'red',
  } satisfies Record<AppointmentState, Tone>,
  authorisation: {
    proposed: 'grey',
    sent: 'blue',
    approved: 'green',
    declined: 'red',
    reapproval_needed: 'amber',
  } satisfies Record<AuthorisationState, Tone>,
  purchase: {
    draft: 'grey',
    sent: 'blue',
    partly_received: 'amber',
    received: 'green',
    billed: 'violet',
    closed: 'grey',
    cancelled: 'red',
  } satisfies Record<PurchaseState, Tone>,
  invoice: { draft: 'grey', issued: 'blue', part_paid: 'amber', paid: 'green', overdue: 'red' } satisfies Record<
    InvoiceState | 'overdue',
    Tone
  >,
  user: { invited: 'amber', active: 'green', disabled: 'grey' } satisfies Record<UserState, Tone>,
  apiKey: { active: 'green', expired: 'amber', revoked: 'grey' } satisfies Record<ApiKeyState, Tone>,
  message: {
    queued: 'grey',
    sent: 'green',
    delivered: 'green',
    failed: 'red',
    skipped: 'amber',
    unknown: 'violet',
  } satisfies Record<Message['state'], Tone>,
}

type Props = { [K in keyof typeof TONES]: { kind: K; state: keyof (typeof TONES)[K] } }[keyof typeof TONES]

/** A state in its colour and words: <StatusTag kind="invoice" state="paid" />. */
export function StatusTag({ kind, state }: Props) {
  return <AnyStatusTag kind={kind} state={state} />
}

/** For a state that the API's document calls a mere string: nothing when it is none we know. */
export function AnyStatusTag({ kind, state }: { kind: keyof typeof TONES; state: string }) {
  const { t } = useTranslation()
  const tone = (TONES[kind] as Partial<Record<string, Tone>>)[state]
  return tone && <Tag tone={tone}>{t(`state.${kind}.${state}`)}</Tag>
}

export function Tag({ tone, children }: { tone: Tone; children: React.ReactNode }) {
  return <span className={`tag tone-${tone}`}>{children}</span>
}
