import { Input, type InputRef } from 'antd'
import { type KeyboardEvent, type Ref, useState } from 'react'
import { parseScaled, scaledText } from './scaled'

interface Props {
  value?: number | null
  /** Digits after the decimal mark: 3 for quantities, 2 for percent, the currency's for money. */
  decimals: number
  /** Called while typing with a valid number, or null. */
  onChange?: (value: number | null) => void
  /** Called on Enter and on leaving, when the number has changed. */
  onCommit?: (value: number) => void
  onEnter?: () => void
  label?: string
  /** The greatest number that is taken. */
  max?: number
  /** The least number that is taken. */
  min?: number
  /** What the number is a multiple of. */
  step?: number
  suffix?: string
  fixed?: boolean
  disabled?: boolean
  id?: string
  autoFocus?: boolean
  variant?: 'outlined' | 'borderless' | 'filled'
  ref?: Ref<InputRef>
}

/** A number with a fixed scale, typed with comma or point; the value is an integer of 10^-decimals. */
export function ScaledInput({
  value = null,
  decimals,
  onChange,
  onCommit,
  onEnter,
  label,
  max,
  min,
  step,
  fixed,
  ...rest
}: Props) {
  const [text, setText] = useState(() => show(value))
  const [bad, setBad] = useState(false)
  function show(number: number | null) {
    return number === null ? '' : scaledText(number, decimals, fixed)
  }
  const [last, setLast] = useState({ value, decimals })
  // A new value from outside replaces the typed text within the same rendering, so that focus selects it.
  if (last.value !== value || last.decimals !== decimals) {
    setLast({ value, decimals })
    if (parseScaled(text, decimals) !== value) setText(show(value))
  }
  const isBeyond = (number: number | null) =>
    number !== null &&
    ((max !== undefined && number > max) ||
      (min !== undefined && number < min) ||
      (step !== undefined && number % step !== 0))
  const change = (next: string) => {
    setText(next)
    const number = parseScaled(next, decimals)
    setBad((next.trim() !== '' && number === null) || isBeyond(number))
    onChange?.(number)
  }
  const commit = () => {
    const number = parseScaled(text, decimals)
    if (number === null) setText(show(value))
    else if (number !== value && isBeyond(number)) return
    else if (number !== value) onCommit?.(number)
    setBad(false)
  }
  const keyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') setText(show(value))
    if (event.key !== 'Enter') return
    if (onCommit) commit()
    if (onEnter) {
      event.preventDefault()
      onEnter()
    }
  }
  return (
    <Input
      {...rest}
      className="scaled-input"
      inputMode="decimal"
      autoComplete="off"
      aria-label={label}
      status={bad ? 'error' : undefined}
      value={text}
      onChange={(event) => change(event.target.value)}
      onFocus={(event) => event.target.select()}
      onBlur={onCommit ? commit : undefined}
      onKeyDown={keyDown}
    />
  )
}
