import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Instant } from '@/api/types'
import { useTimeZone } from '@/app/site'
import { fromWall, toWall } from '@/ui/time'
import { PromiseInput } from './PromiseInput'

interface Props {
  id?: string
  value?: Instant | null
  onChange?: (at: Instant | null) => void
}

/** When it will be ready: usual answers first, any other time below. */
export function PromiseField({ id, value = null, onChange }: Props) {
  const { t } = useTranslation()
  const zone = useTimeZone()
  const day = (offset: number) => toWall(new Date(Date.now() + offset * 86_400_000), zone).slice(0, 10)
  const choices = [
    { key: 'today', at: fromWall(`${day(0)}T17:00`, zone) },
    { key: 'tomorrowNoon', at: fromWall(`${day(1)}T12:00`, zone) },
    { key: 'tomorrowEvening', at: fromWall(`${day(1)}T17:00`, zone) },
  ].filter(({ at }) => Date.parse(at) > Date.now())
  return (
    <div>
      <PromiseInput id={id} value={value} onCommit={(at) => onChange?.(at)} />
      <div className="promise-choices">
        {choices.map(({ key, at }) => (
          <Button key={key} size="small" type={value === at ? 'primary' : 'default'} onClick={() => onChange?.(at)}>
            {t(`reception.promise.${key}`)}
          </Button>
        ))}
      </div>
    </div>
  )
}
