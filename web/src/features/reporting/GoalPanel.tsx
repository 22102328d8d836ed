import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Form } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { errorText } from '@/api/problem'
import type { Id, Kpi, Language } from '@/api/types'
import { currencyDecimals } from '@/ui/currency'
import { ScaledInput } from '@/ui/ScaledInput'
import { formatMonth } from '@/ui/time'
import { useLanguage } from '@/ui/useLanguage'
import { useUndo } from '@/ui/useUndo'
import { setGoal } from './commands'
import { hourSign } from './kpi'

interface Props {
  kpi: Kpi
  currency: string
  site: Id
  /** Its first day. */
  month: string
}

/** Seconds in a hundredth of an hour. */
const CENTIHOUR = 36

/** What the figure is to be in the month. */
export function GoalPanel({ kpi, currency, site, month }: Props) {
  const { t } = useTranslation()
  const language = useLanguage()
  const client = useQueryClient()
  const offerUndo = useUndo()
  const { message } = App.useApp()
  const was = kpi.goal?.month ?? null
  const [typed, setTyped] = useState<number | null | undefined>(undefined)
  const times = kpi.unit === 'time' ? CENTIHOUR : 1
  const shown = typed === undefined ? (was === null ? null : Math.round(was / times)) : typed
  const put = async (value: number | null) => {
    await setGoal({ site_id: site, month, kpi: kpi.id, value })
    setTyped(undefined)
    await client.invalidateQueries({ queryKey: ['reports', 'kpis'] })
  }
  const save = (value: number | null) =>
    put(value).then(
      () => offerUndo(t('goals.saved'), () => put(was)),
      (error: unknown) => message.error(errorText(error)),
    )
  const name = t('goals.of', { month: formatMonth(month, language) })
  return (
    <Form layout="vertical" className="panel panel-body" onFinish={() => save(shown === null ? null : shown * times)}>
      <Form.Item label={name} extra={t(kpi.denominator_unit ? 'goals.shareHint' : 'goals.sumHint')}>
        <span className="row wrap">
          <ScaledInput
            label={name}
            value={shown}
            decimals={decimalsOf(kpi.unit, currency)}
            min={0}
            onChange={setTyped}
            suffix={suffixOf(kpi.unit, currency, language)}
          />
          <Button type="primary" htmlType="submit" disabled={typed === undefined}>
            {t('common.save')}
          </Button>
          {was !== null && <Button onClick={() => save(null)}>{t('goals.remove')}</Button>}
        </span>
      </Form.Item>
    </Form>
  )
}

function decimalsOf(unit: Kpi['unit'], currency: string): number {
  switch (unit) {
    case 'money':
    case 'money_per_hour':
      return currencyDecimals(currency)
    case 'percent':
    case 'time':
      return 2
    case 'hours':
      return 3
    default:
      return 0
  }
}

function suffixOf(unit: Kpi['unit'], currency: string, language: Language): string {
  if (unit === 'percent') return '%'
  if (unit === 'hours' || unit === 'time') return hourSign(language)
  return unit === 'count' ? '' : currency
}
