import { useState } from 'react'

interface Props {
  label: string
  /** What each point stands for, in words. */
  names: string[]
  values: (number | null)[]
  text: (value: number | null) => string
}

/** A bar for each point, from nothing up or down. What is pointed at or focused is named below. */
export function Chart({ label, names, values, text }: Props) {
  const [shown, setShown] = useState<number | null>(null)
  const known = values.map((value) => value ?? 0)
  const [low, high] = [Math.min(0, ...known), Math.max(0, ...known)]
  const whole = Math.max(high - low, 1)
  const last = values.findLastIndex((value) => value !== null)
  const at = shown ?? Math.max(last, 0)
  return (
    <figure className="kpi-chart">
      <div className="kpi-chart-scale muted num">
        <bdi>{text(high)}</bdi>
        <bdi>{text(low)}</bdi>
      </div>
      <ol className="kpi-chart-bars" aria-label={label}>
        {values.map((value, place) => (
          <li key={names[place]}>
            <button
              type="button"
              className={place === at ? 'kpi-bar shown' : 'kpi-bar'}
              aria-label={`${names[place]}: ${text(value)}`}
              onClick={() => setShown(place)}
              onPointerEnter={() => setShown(place)}
              onFocus={() => setShown(place)}
            >
              <span
                className={(value ?? 0) < 0 ? 'below' : undefined}
                style={{
                  blockSize: `${(100 * Math.abs(value ?? 0)) / whole}%`,
                  insetBlockEnd: `${(100 * (Math.min(value ?? 0, 0) - low)) / whole}%`,
                }}
              />
            </button>
          </li>
        ))}
      </ol>
      <figcaption>
        <span className="muted">{names[at]}</span>{' '}
        <strong className="num">
          <bdi>{text(values[at] ?? null)}</bdi>
        </strong>
      </figcaption>
    </figure>
  )
}
