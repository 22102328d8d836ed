import { CloseOutlined, CopyOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import type { HoursException, OpeningHours, Span } from '@/api/types'
import { intlTag } from '@/app/locale'
import { useLanguage } from '@/ui/useLanguage'
import { ExceptionRow } from './ExceptionRow'
import { likeMonday, newException, nextSpan, WEEKDAYS, weekdayName, weekOf } from './hours'

interface Props {
  id?: string
  value?: OpeningHours
  onChange?: (hours: OpeningHours) => void
}

/** When the site is open: spans per day of the week, and days that are otherwise. */
export function HoursInput({ id, value, onChange }: Props) {
  const { t } = useTranslation()
  const tag = intlTag(useLanguage())
  const week = weekOf(value)
  const exceptions = value?.exceptions ?? []
  const keep = (next: Partial<OpeningHours>) => onChange?.({ week, exceptions, ...next })
  const setDay = (at: number, spans: Span[]) => keep({ week: week.map((old, day) => (day === at ? spans : old)) })
  const setException = (at: number, next: HoursException | null) =>
    keep({ exceptions: exceptions.flatMap((old, place) => (place === at ? (next ?? []) : old)) })
  const today = new Date().toLocaleDateString('en-CA')
  return (
    <div id={id} className="hours">
      <ul className="hours-week">
        {WEEKDAYS.map((day, at) => (
          <li key={day}>
            <h3>{weekdayName(day, tag)}</h3>
            <SpansInput
              label={weekdayName(day, tag)}
              spans={week[at] ?? []}
              onChange={(spans) => setDay(at, spans)}
              end={
                day === 1 && (
                  <Button type="text" icon={<CopyOutlined />} onClick={() => keep({ week: likeMonday(week) })}>
                    {t('hours.likeMonday')}
                  </Button>
                )
              }
            />
          </li>
        ))}
      </ul>
      <h3 className="hours-title">{t('hours.exceptions')}</h3>
      <p className="muted">{t('hours.exceptionsHint')}</p>
      {exceptions.map((exception, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity, and typing in one must not move the focus
        <ExceptionRow key={at} exception={exception} onChange={(next) => setException(at, next)} />
      ))}
      <Button
        icon={<PlusOutlined />}
        onClick={() => keep({ exceptions: [...exceptions, newException(today)] })}
        className="hours-add"
      >
        {t('hours.addException')}
      </Button>
    </div>
  )
}

interface SpansProps {
  /** What the hours are of, for those who hear the page. */
  label: string
  spans: Span[]
  onChange: (spans: Span[]) => void
  end?: React.ReactNode
}

export function SpansInput({ label, spans, onChange, end }: SpansProps) {
  const { t } = useTranslation()
  const set = (at: number, change: Partial<Span>) =>
    onChange(spans.map((span, place) => (place === at ? { ...span, ...change } : span)))
  return (
    <div className="hours-spans">
      {spans.length === 0 && <span className="muted">{t('hours.closed')}</span>}
      {spans.map(({ from, until }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a span has no identity, and typing in it must not move the focus
        <span key={at} className="hours-span" dir="ltr">
          <Input
            type="time"
            aria-label={`${label} · ${t('hours.from')}`}
            value={from}
            onChange={(event) => set(at, { from: event.target.value })}
          />
          <span aria-hidden="true">–</span>
          <Input
            type="time"
            aria-label={`${label} · ${t('hours.until')}`}
            value={until}
            onChange={(event) => set(at, { until: event.target.value })}
          />
          <Button
            type="text"
            icon={<CloseOutlined />}
            aria-label={`${label} · ${t('common.remove')} ${from}`}
            onClick={() => onChange(spans.filter((_, place) => place !== at))}
          />
        </span>
      ))}
      <Button type="text" icon={<PlusOutlined />} onClick={() => onChange([...spans, nextSpan(spans)])}>
        {t('hours.add')}
      </Button>
      {end}
    </div>
  )
}
