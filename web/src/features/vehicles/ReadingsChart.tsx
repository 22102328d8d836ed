import { useTranslation } from 'react-i18next'
import type { OdometerPoint, VehicleCare } from '@/api/types'
import { formatDay } from '@/ui/time'
import { useLanguage } from '@/ui/useLanguage'
import { formatDistance } from './distance'

const WIDTH = 560
const HEIGHT = 150
const PAD = 8
const MOST_POINTS = 120

interface Props {
  care: VehicleCare
  /** How far the line goes on: what is due, and what the odometer shows then. */
  due: { on: string; at: number } | null
}

/** The readings over time, and where the odometer is heading. */
export function ReadingsChart({ care, due }: Props) {
  const { t } = useTranslation()
  const language = useLanguage()
  const points = care.points.slice(-MOST_POINTS)
  const first = points[0]
  const last = points.at(-1)
  if (!first || !last || (points.length < 2 && !due)) return null
  const ahead: OdometerPoint | null = due && due.on > last.on ? due : null
  const place = scale(first, ahead ?? last, [...points, ...(ahead ? [ahead] : [])])
  const path = points.map((point) => place(point).join(',')).join(' ')
  const [x, y] = place(last)
  const label = `${formatDistance(first.at, care.unit, language)} → ${formatDistance(last.at, care.unit, language)}`
  return (
    <figure className="readings" dir="ltr">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={`${t('vehicles.odometerLog')}: ${label}`}>
        {ahead && <line className="ahead" x1={x} y1={y} x2={place(ahead)[0]} y2={place(ahead)[1]} />}
        <polyline className="line" points={path} />
        {points.map((point) => (
          <circle key={`${point.on} ${point.at}`} cx={place(point)[0]} cy={place(point)[1]} r="3.5">
            <title>{`${formatDay(point.on, language)} · ${formatDistance(point.at, care.unit, language)}`}</title>
          </circle>
        ))}
        {ahead && <circle className="goal" cx={place(ahead)[0]} cy={place(ahead)[1]} r="5" />}
      </svg>
      <figcaption className="row muted">
        <span>{formatDay(first.on, language)}</span>
        <span className="grow" />
        <span>{formatDay((ahead ?? last).on, language)}</span>
      </figcaption>
    </figure>
  )
}

function scale(first: OdometerPoint, end: OdometerPoint, all: OdometerPoint[]) {
  const from = Date.parse(first.on)
  const span = Math.max(Date.parse(end.on) - from, 86_400_000)
  const lowest = Math.min(...all.map(({ at }) => at))
  const rise = Math.max(...all.map(({ at }) => at)) - lowest || 1
  return ({ on, at }: OdometerPoint): [number, number] => [
    PAD + ((Date.parse(on) - from) / span) * (WIDTH - 2 * PAD),
    HEIGHT - PAD - ((at - lowest) / rise) * (HEIGHT - 2 * PAD),
  ]
}
