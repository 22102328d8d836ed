import { DeleteOutlined } from '@ant-design/icons'
import { Button, Checkbox, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import type { HoursException } from '@/api/types'
import { intlTag } from '@/app/locale'
import { useLanguage } from '@/ui/useLanguage'
import { SpansInput } from './HoursInput'
import { later, WEEKDAYS, weekdayName } from './hours'

interface Props {
  exception: HoursException
  onChange: (next: HoursException | null) => void
}

/** A holiday, Ramadan, a Sunday before the feast. */
export function ExceptionRow({ exception, onChange }: Props) {
  const { t } = useTranslation()
  const tag = intlTag(useLanguage())
  const { name, from, until, weekdays, spans } = exception
  const set = (change: Partial<HoursException>) => onChange({ ...exception, ...change })
  const days = WEEKDAYS.map((day) => ({ value: day, label: weekdayName(day, tag, 'short') }))
  return (
    <fieldset className="hours-exception">
      <legend className="visually-hidden">{name || t('hours.exception')}</legend>
      <div className="row wrap">
        <Input
          dir="auto"
          className="grow"
          maxLength={100}
          aria-label={t('hours.name')}
          placeholder={t('hours.namePlaceholder')}
          value={name}
          onChange={(event) => set({ name: event.target.value })}
        />
        <span className="hours-days">
          <Input
            type="date"
            aria-label={t('hours.firstDay')}
            value={from}
            onChange={({ target }) => set({ from: target.value, until: later(until, target.value) })}
          />
          <span aria-hidden="true">–</span>
          <Input
            type="date"
            aria-label={t('hours.lastDay')}
            min={from}
            value={until}
            onChange={(event) => set({ until: event.target.value })}
          />
        </span>
        <Button
          type="text"
          icon={<DeleteOutlined />}
          aria-label={`${t('common.remove')} ${name}`}
          onClick={() => onChange(null)}
        />
      </div>
      <SpansInput label={name || t('hours.exception')} spans={spans} onChange={(next) => set({ spans: next })} />
      {from !== until && (
        <Checkbox.Group
          aria-label={t('hours.weekdays')}
          options={days}
          value={weekdays?.length ? weekdays : [...WEEKDAYS]}
          onChange={(chosen) => set({ weekdays: chosen.length === 7 ? [] : [...chosen].sort() })}
        />
      )}
    </fieldset>
  )
}
