import { Link, type LinkProps } from '@tanstack/react-router'
import { type ReactNode, useId } from 'react'
import { formatScaled } from './scaled'
import { useLanguage } from './useLanguage'
import './bars.css'

export interface Bar {
  label: string
  count: number
  /** Of the count: what the bar is divided into. */
  parts?: number[]
  /** Shown instead of the count. */
  text?: ReactNode
  /** The list of them. */
  filter?: Record<string, string>
  /** The page of what it is about. */
  href?: string
}

interface Props {
  title: string
  bars: Bar[]
  /** The list that a bar's filter narrows. */
  list?: LinkProps['to']
  /** What the parts of the bars are. */
  legend?: string[]
  /** What the longest bar would stand for; the greatest count when left out. */
  whole?: number
  extra?: ReactNode
  empty?: string
}

/** Figures as bars, each with its name and number. */
export function Bars({ title, bars, list, legend, whole, extra, empty }: Props) {
  const name = useId()
  const most = whole ?? Math.max(...bars.map(({ count }) => count), 1)
  return (
    <section className="panel panel-body" aria-labelledby={name}>
      <h2 className="panel-title" id={name}>
        {title}
      </h2>
      {extra}
      {legend && (
        <div className="legend muted">
          {legend.map((text, place) => (
            <span key={text}>
              <span className={place === 0 ? 'legend-dot' : 'legend-dot second'} />
              {text}
            </span>
          ))}
        </div>
      )}
      {bars.length === 0 && <p className="muted">{empty}</p>}
      <ul className="bars">
        {bars.map((bar) => (
          <li key={keyOf(bar)} className="bar">
            <BarName bar={bar} list={list} />
            <BarLength bar={bar} most={most} />
            <BarNumber bar={bar} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Two may have one name: what they lead to tells them apart. */
const keyOf = ({ label, href, filter }: Bar) => [label, href, ...Object.values(filter ?? {})].join(' ')

function BarName({ bar: { label, filter, href }, list }: { bar: Bar; list: Props['list'] }) {
  const text = <bdi>{label}</bdi>
  if (href) return <Link to={href}>{text}</Link>
  if (!filter || !list) return text
  return (
    <Link to={list} search={filter}>
      {text}
    </Link>
  )
}

function BarLength({ bar: { label, count, parts }, most }: { bar: Bar; most: number }) {
  if (!parts) return <progress max={most} value={count} aria-label={label} />
  return (
    <span className="bar-parts" aria-hidden>
      {parts.map((part, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts stand in one order
        <span key={place} className="bar-part" style={{ inlineSize: `${(100 * part) / most}%` }} />
      ))}
    </span>
  )
}

function BarNumber({ bar: { count, parts, text } }: { bar: Bar }) {
  const language = useLanguage()
  const number = (value: number) => formatScaled(value, 0, language)
  return <span className="num">{text ?? (parts ? parts.map(number).join(' + ') : number(count))}</span>
}
