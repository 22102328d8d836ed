import type { ReactNode } from 'react'
import type { Mark } from '@/api/types'
import './marks.css'

/** Ten-thousandths of the picture's width and height, as marks are kept. */
export const WHOLE = 10_000
const HEAD = 450

/** What is drawn, over a picture of this height in parts of its width. */
export function MarkShapes({ marks, shape, children }: { marks: Mark[]; shape: number; children?: ReactNode }) {
  return (
    <svg className="mark-shapes" viewBox={`0 0 ${WHOLE} ${WHOLE * shape}`} aria-hidden="true">
      {marks.map((mark, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: marks have no other name than their place
        <Shape key={at} mark={mark} shape={shape} />
      ))}
      {children}
    </svg>
  )
}

function Shape({ mark, shape }: { mark: Mark; shape: number }) {
  const points = mark.points.map(({ x, y }) => [x, y * shape] as const)
  const [from, to] = [points[0] ?? [0, 0], points.at(-1) ?? [0, 0]]
  if (mark.kind === 'circle') {
    const radii = { rx: Math.abs(to[0] - from[0]) / 2, ry: Math.abs(to[1] - from[1]) / 2 }
    return <ellipse cx={(from[0] + to[0]) / 2} cy={(from[1] + to[1]) / 2} {...radii} />
  }
  if (mark.kind === 'line') return <polyline points={points.map((point) => point.join()).join(' ')} />
  const turn = Math.atan2(to[1] - from[1], to[0] - from[0])
  const wing = (by: number) => `${to[0] - HEAD * Math.cos(turn + by)} ${to[1] - HEAD * Math.sin(turn + by)}`
  return <path d={`M${from.join(' ')} L${to.join(' ')} M${wing(0.5)} L${to.join(' ')} L${wing(-0.5)}`} />
}
