import { Tooltip } from 'antd'
import { useTranslation } from 'react-i18next'
import type { EarlierFinding, Measured } from '@/api/types'
import { useTimeZone } from '@/app/site'
import { formatScaled } from '@/ui/scaled'
import { formatInstant } from '@/ui/time'
import { useLanguage } from '@/ui/useLanguage'

interface Props {
  measured: Measured | null
  /** Newest first. */
  earlier: EarlierFinding[]
  now: number | null
}

/** What was said before: "6 → 4 → 3 mm" of what is measured, each with its day; otherwise the last verdict. */
export function Trend({ measured, earlier, now }: Props) {
  const { t } = useTranslation()
  const language = useLanguage()
  const zone = useTimeZone()
  const last = earlier[0]
  if (!measured) {
    if (!last) return null
    return (
      <p className="muted small">
        {t('inspections.lastTime', { verdict: t(`inspections.verdict.${last.verdict}`) })} ·{' '}
        {formatInstant(last.at, language, zone)}
        {last.note && (
          <>
            {' · '}
            <bdi>{last.note}</bdi>
          </>
        )}
      </p>
    )
  }
  const measures = earlier.filter(({ measure }) => measure !== null).reverse()
  if (measures.length === 0 && now === null) return null
  return (
    <span className="trend" dir="ltr">
      {measures.map(({ at, measure, verdict, inspection_id }) => (
        <Tooltip key={inspection_id} title={formatInstant(at, language, zone)}>
          <span className={`measure ${verdict}`}>{formatScaled(measure ?? 0, 1, language)}</span>
          <span aria-hidden="true"> → </span>
        </Tooltip>
      ))}
      <span className="measure">{now === null ? '…' : formatScaled(now, 1, language)}</span>{' '}
      {t(`inspections.unit.${measured.unit}`)}
    </span>
  )
}
