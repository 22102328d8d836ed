import { CheckCircleFilled, LoadingOutlined, WarningFilled } from '@ant-design/icons'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { problemText } from '@/api/problem'
import type { Inspection, InspectionAnswerInput, InspectionItem, Verdict } from '@/api/types'
import { ScaledInput } from '@/ui/ScaledInput'
import { useLanguage } from '@/ui/useLanguage'
import { PhotoStrip } from './PhotoStrip'
import { Trend } from './Trend'
import { faultAt, useAnswer } from './useAnswer'
import type { Uploads } from './useUploads'
import { VERDICTS } from './verdicts'

interface Props {
  inspection: Inspection
  item: InspectionItem
  uploads: Uploads
}

/** One thing that is looked at: large enough for gloves, each tap kept at once. */
export function ItemCard({ inspection, item, uploads }: Props) {
  const { t } = useTranslation()
  const language = useLanguage()
  const answering = useAnswer(inspection, item)
  const { meant, problem, busy } = answering
  const shown: InspectionAnswerInput = meant ?? item.answer
  const may = inspection.actions.includes('answer')
  const [noteOpen, setNoteOpen] = useState(false)
  const noteFault = faultAt(problem, '/note')
  const measureFault = faultAt(problem, '/measure')
  const say = (part: Partial<InspectionAnswerInput>) => {
    const { verdict, measure, note } = shown
    answering.say({ verdict, measure, note, ...part })
  }
  // A new measure is judged afresh, and so is the same verdict tapped away.
  const measured = (measure: number | null) => say({ measure, verdict: measure === null ? shown.verdict : null })
  const tapped = (verdict: Verdict) => say({ verdict: verdict === shown.verdict ? null : verdict })
  const isNoteShown = noteOpen || noteFault !== null || Boolean(shown.note)
  return (
    <article className={`item-card ${item.answer.verdict ?? 'open'}`} aria-label={item.names[language]}>
      <header className="row">
        <h3 className="grow">
          <bdi>{item.names[language]}</bdi>
          {item.required && <span className="muted small"> · {t('inspections.required')}</span>}
        </h3>
        <Kept item={item} busy={busy} failed={problem !== null} />
      </header>
      {item.measured && (
        <div className="row wrap measure-row">
          <span className="measure-field">
            <ScaledInput
              decimals={1}
              min={0}
              max={1_000_000}
              value={shown.measure ?? null}
              disabled={!may}
              label={`${item.names[language]}, ${t(`inspections.unit.${item.measured.unit}`)}`}
              suffix={t(`inspections.unit.${item.measured.unit}`)}
              onCommit={measured}
            />
          </span>
          {item.earlier.length > 0 && (
            <Trend measured={item.measured} earlier={item.earlier} now={item.answer.measure} />
          )}
        </div>
      )}
      {!item.measured && item.earlier[0] && <Trend measured={null} earlier={item.earlier} now={null} />}
      {measureFault && <p className="item-fault">{measureFault}</p>}
      <div className="verdicts" role="group" aria-label={t('inspections.verdictOf', { name: item.names[language] })}>
        {VERDICTS.map(({ verdict, icon }) => (
          <button
            key={verdict}
            type="button"
            className={`verdict ${verdict}`}
            disabled={!may}
            aria-pressed={shown.verdict === verdict}
            onClick={() => tapped(verdict)}
          >
            {icon}
            {t(`inspections.verdict.${verdict}`)}
          </button>
        ))}
      </div>
      {item.answer.overruled && <p className="muted small">{t('inspections.overruled')}</p>}
      {isNoteShown && (
        <Note
          key={item.answer.version}
          first={shown.note ?? ''}
          fault={noteFault}
          disabled={!may}
          onKeep={(note) => say({ note })}
        />
      )}
      <div className="item-extras">
        <PhotoStrip inspection={inspection} item={item} uploads={uploads} />
        {may && !isNoteShown && (
          <Button type="text" className="touch" onClick={() => setNoteOpen(true)}>
            {t('inspections.addNote')}
          </Button>
        )}
      </div>
      {answering.isConflict ? (
        <div className="item-problem" role="alert">
          <span className="grow">
            {t('inspections.conflict', { name: item.answer.answered_by ?? '—' })}
            {item.answer.verdict && ` ${t(`inspections.verdict.${item.answer.verdict}`)}`}
          </span>
          <Button className="touch" onClick={answering.again}>
            {t('inspections.keepMine')}
          </Button>
          <Button className="touch" onClick={answering.give}>
            {t('inspections.keepTheirs')}
          </Button>
        </div>
      ) : (
        problem &&
        !noteFault &&
        !measureFault && (
          <div className="item-problem" role="alert">
            <span className="grow">{problemText(problem)}</span>
            <Button className="touch" loading={busy} onClick={answering.again}>
              {t('common.retry')}
            </Button>
          </div>
        )
      )}
    </article>
  )
}

function Kept({ item, busy, failed }: { item: InspectionItem; busy: boolean; failed: boolean }) {
  const { t } = useTranslation()
  if (busy) return <LoadingOutlined aria-label={t('inspections.saving')} />
  if (failed) return <WarningFilled className="failed" aria-label={t('inspections.notKept')} />
  if (!item.answer.answered_by) return null
  return (
    <span className="muted small">
      <CheckCircleFilled aria-label={t('inspections.kept')} /> <bdi>{item.answer.answered_by}</bdi>
    </span>
  )
}

interface NoteProps {
  first: string
  fault: string | null
  disabled: boolean
  onKeep: (note: string | null) => void
}

function Note({ first, fault, disabled, onKeep }: NoteProps) {
  const { t } = useTranslation()
  const [text, setText] = useState(first)
  const keep = () => text.trim() !== first.trim() && onKeep(text.trim() || null)
  return (
    <div>
      <Input.TextArea
        autoSize={{ minRows: 1, maxRows: 5 }}
        maxLength={1000}
        value={text}
        disabled={disabled}
        placeholder={t('inspections.note')}
        aria-label={t('inspections.note')}
        status={fault ? 'error' : undefined}
        onChange={(event) => setText(event.target.value)}
        onBlur={keep}
      />
      {fault && <p className="item-fault">{t('inspections.sayWhy')}</p>}
    </div>
  )
}
