import { useTranslation } from 'react-i18next'
import type { Id, Intake, WorkOrder } from '@/api/types'
import { useFileAddress } from '@/features/vehicles/files'
import { useCustomerNotes } from '@/features/workshop/floor/notes'
import { Time } from '@/ui/Time'
import { CarSketch } from './CarSketch'
import { Photos } from './Photos'

/** A sheet to look at and to print. */
export function IntakeSheet({ order, sheet }: { order: WorkOrder; sheet: Intake }) {
  const { t } = useTranslation()
  const { content } = sheet
  return (
    <article className="intake-sheet stack">
      <p className="print-only">
        <bdi>{order.number}</bdi> · <bdi>{order.customer.name}</bdi> · <bdi>{order.vehicle?.label}</bdi>
      </p>
      <dl className="intake-list">
        <Fact name={t('intake.odometer')} value={content.odometer} ltr />
        <Fact name={t('intake.fuel')} value={content.fuel === null ? null : `${content.fuel}/8`} ltr />
        <Fact name={t('intake.keyTag')} value={content.key_tag} />
        <Fact name={t('intake.lamps')} value={content.lamps.map((lamp) => t(`intake.lamp.${lamp}`)).join(', ')} />
        <Fact name={t('intake.belongings')} value={content.belongings} />
        <Fact name={t('intake.note')} value={content.note} />
      </dl>
      <CarSketch label={t('intake.sketch')} damages={content.damages} />
      <ol className="plain-list">
        {content.damages.map((one, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the number is the damage's name
          <li key={at}>
            {at + 1}. {t(`intake.damage.${one.kind}`)} {one.note && <bdi>· {one.note}</bdi>}
          </li>
        ))}
      </ol>
      <CustomerNotes order={order.id} />
      <Photos order={order.id} sheet={sheet} />
      {sheet.signed_at && (
        <p className="muted">
          {t('intake.signed')} · <bdi>{sheet.signed_by}</bdi> · <Time at={sheet.signed_at} />
        </p>
      )}
      {sheet.signature_id && <Signature path={`/intakes/${sheet.id}/photos/${sheet.signature_id}`} />}
    </article>
  )
}

/** What the garage wrote for the customer; no other notes are printed. */
function CustomerNotes({ order }: { order: Id }) {
  const { t } = useTranslation()
  const notes = useCustomerNotes(order)
  if (notes.length === 0) return null
  return (
    <section>
      <strong>{t('workshop.note.printed')}</strong>
      {notes.map(({ id, text }) => (
        <p key={id} className="intake-note" dir="auto">
          {text}
        </p>
      ))}
    </section>
  )
}

function Fact({ name, value, ltr }: { name: string; value: string | number | null | undefined; ltr?: boolean }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <bdi dir={ltr ? 'ltr' : 'auto'}>{value || '—'}</bdi>
      </dd>
    </div>
  )
}

function Signature({ path }: { path: string }) {
  const { t } = useTranslation()
  const src = useFileAddress(path, { thumbnail: false })
  return src && <img className="intake-signature" src={src} alt={t('workshop.method.signature')} />
}
