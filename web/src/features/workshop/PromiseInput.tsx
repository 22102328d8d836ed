import { Input } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Instant } from '@/api/types'
import { useTimeZone } from '@/app/site'
import { fromWall, toWall } from '@/ui/time'

interface Props {
  value: Instant | null
  onCommit: (at: Instant | null) => void
  id?: string
}

/** A promise on the site's clock, typed or picked; kept on leaving or Enter. */
export function PromiseInput({ value, onCommit, id }: Props) {
  const { t } = useTranslation()
  const zone = useTimeZone()
  const shown = value ? toWall(value, zone) : ''
  const [wall, setWall] = useState(shown)
  useEffect(() => setWall(shown), [shown])
  const commit = () => {
    if (wall !== shown) onCommit(wall ? fromWall(wall, zone) : null)
  }
  return (
    <Input
      id={id}
      type="datetime-local"
      aria-label={t('workshop.promise')}
      value={wall}
      onChange={(event) => setWall(event.target.value)}
      onBlur={commit}
      onPressEnter={commit}
    />
  )
}
