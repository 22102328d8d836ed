import type { MouseEvent } from 'react'
import type { IntakeDamage } from '@/api/types'

const WIDTH = 300
const HEIGHT = 420
const FULL = 10_000

interface Props {
  label: string
  damages: IntakeDamage[]
  /** A place that was tapped, in ten-thousandths; none for looking only. */
  onTap?: (x: number, y: number) => void
}

/** A car unfolded: from above in the middle, its sides, front and rear around it; with numbered damages. */
export function CarSketch({ label, damages, onTap }: Props) {
  const tap = (event: MouseEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    const part = (at: number, size: number) => Math.max(0, Math.min(FULL, Math.round((at * FULL) / size)))
    onTap?.(part(event.clientX - box.left, box.width), part(event.clientY - box.top, box.height))
  }
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: where a damage is can be said in its note as well
    <svg
      className={onTap ? 'car-sketch taps' : 'car-sketch'}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={label}
      onClick={tap}
    >
      <g className="car-lines">
        <Above />
        <Side />
        <g transform={`translate(${WIDTH} 0) scale(-1 1)`}>
          <Side />
        </g>
        <Front />
        <Rear />
      </g>
      {damages.map(({ kind, x, y }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the number is the damage's name
        <g key={at} className={`damage ${kind}`}>
          <circle cx={(x * WIDTH) / FULL} cy={(y * HEIGHT) / FULL} r="9" />
          <text x={(x * WIDTH) / FULL} y={(y * HEIGHT) / FULL + 4}>
            {at + 1}
          </text>
        </g>
      ))}
    </svg>
  )
}

function Above() {
  return (
    <>
      <path d="M106 92 Q106 72 150 70 Q194 72 194 92 L198 140 L198 300 L194 334 Q192 350 150 352 Q108 350 106 334 L102 300 L102 140 Z" />
      <path d="M110 152 Q150 138 190 152 L182 182 Q150 174 118 182 Z" />
      <path d="M118 190 L118 270 M182 190 L182 270 M120 280 Q150 288 180 280 L188 310 Q150 322 112 310 Z" />
    </>
  )
}

function Side() {
  return (
    <>
      <path d="M76 84 Q84 100 82 150 L82 290 Q84 330 76 344 L56 340 Q50 320 30 300 Q22 290 22 240 Q22 190 34 176 Q52 158 54 140 Q54 100 58 84 Z" />
      <path d="M54 180 Q36 190 34 214 L54 214 Z M54 222 L34 222 Q32 270 42 286 L54 290 Z M54 216 L80 216" />
      <circle cx="80" cy="122" r="15" />
      <circle cx="80" cy="308" r="15" />
    </>
  )
}

function Front() {
  return (
    <>
      <path d="M112 56 L112 34 Q118 28 124 14 Q150 8 176 14 Q182 28 188 34 L188 56 Z M124 30 L130 18 Q150 14 170 18 L176 30 Z" />
      <path d="M116 38 h14 v7 h-14 Z M170 38 h14 v7 h-14 Z M136 42 h28" />
    </>
  )
}

function Rear() {
  return (
    <>
      <path d="M112 366 L112 390 Q118 396 124 408 Q150 414 176 408 Q182 396 188 390 L188 366 Z M124 392 L130 404 Q150 408 170 404 L176 392 Z" />
      <path d="M116 376 h12 v8 h-12 Z M172 376 h12 v8 h-12 Z M138 376 h24 v7 h-24 Z" />
    </>
  )
}
