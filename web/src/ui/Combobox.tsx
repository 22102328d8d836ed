import { Input, type InputProps, type InputRef } from 'antd'
import { type KeyboardEvent, type ReactNode, type Ref, useEffect, useId, useRef, useState } from 'react'

export interface ComboOption<T> {
  key: string
  value: T
  icon?: ReactNode
  title: ReactNode
  detail?: ReactNode
  end?: ReactNode
}

interface Props<T> extends Pick<InputProps, 'placeholder' | 'variant' | 'size' | 'prefix' | 'disabled' | 'autoFocus'> {
  text: string
  onText: (text: string) => void
  options: ComboOption<T>[]
  onPick: (value: T) => void
  /** Something is proposed before anything is typed: a click or an arrow down shows it. */
  idle?: boolean
  /** Options for what is typed are still on their way: Enter then waits for them. */
  waiting?: boolean
  label: string
  ref?: Ref<InputRef>
}

/** Type, arrow up and down, Enter: a text box that proposes things. */
export function Combobox<T>({
  text,
  onText,
  options,
  onPick,
  idle = false,
  waiting = false,
  label,
  ref,
  ...input
}: Props<T>) {
  const id = useId()
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState(0)
  const enterPending = useRef(false)
  const shown = open && (idle || text.trim() !== '') && options.length > 0
  const index = Math.min(active, options.length - 1)

  const pick = (option: ComboOption<T> | undefined) => {
    if (!option) return
    enterPending.current = false
    setOpen(false)
    setActive(0)
    onPick(option.value)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: answers an Enter pressed before the options came
  useEffect(() => {
    if (!waiting && enterPending.current) pick(options[0])
  }, [waiting, options])

  const keyDown = (event: KeyboardEvent) => {
    // Around the ends: the last proposal is one key away.
    if (event.key === 'ArrowDown') setActive(shown ? (index + 1) % Math.max(options.length, 1) : 0)
    else if (event.key === 'ArrowUp') setActive((index - 1 + options.length) % Math.max(options.length, 1))
    else if (event.key === 'Escape' && shown) setOpen(false)
    else if (event.key === 'Enter' && (shown || text.trim() !== '')) {
      if (waiting) enterPending.current = true
      else if (shown) pick(options[index])
    } else return
    event.preventDefault()
    if (event.key !== 'Escape') setOpen(true)
    if (event.key === 'Enter' && !waiting) setOpen(false)
  }

  return (
    <div className="combo">
      <Input
        {...input}
        ref={ref}
        value={text}
        role="combobox"
        aria-label={label}
        aria-expanded={shown}
        aria-controls={`${id}-list`}
        aria-activedescendant={shown ? `${id}-${index}` : undefined}
        autoComplete="off"
        onChange={(event) => {
          setOpen(true)
          setActive(0)
          enterPending.current = false
          onText(event.target.value)
        }}
        onKeyDown={keyDown}
        onBlur={() => setOpen(false)}
        onClick={() => setOpen(true)}
        onFocus={() => setOpen(text.trim() !== '')}
      />
      {shown && (
        <div className="combo-list" role="listbox" id={`${id}-list`} aria-label={label}>
          {options.map((option, at) => (
            <OptionRow key={option.key} id={`${id}-${at}`} option={option} selected={at === index} onPick={pick} />
          ))}
        </div>
      )}
    </div>
  )
}

interface RowProps<T> {
  id: string
  option: ComboOption<T>
  selected: boolean
  onPick: (option: ComboOption<T>) => void
}

function OptionRow<T>({ id, option, selected, onPick }: RowProps<T>) {
  const row = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (selected) row.current?.scrollIntoView({ block: 'nearest' })
  }, [selected])
  return (
    <div
      ref={row}
      id={id}
      className="option"
      role="option"
      tabIndex={-1}
      aria-selected={selected}
      onMouseDown={(event) => {
        event.preventDefault()
        onPick(option)
      }}
    >
      {option.icon}
      <span className="option-text">
        <span>{option.title}</span>
        {option.detail && <small>{option.detail}</small>}
      </span>
      {option.end}
    </div>
  )
}
