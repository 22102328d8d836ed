import { type ComponentProps, type ReactNode, useState } from 'react'
import { ScaledInput } from '@/ui/ScaledInput'

interface Props extends Omit<ComponentProps<typeof ScaledInput>, 'value' | 'onChange' | 'onCommit'> {
  value: number
  /** Says how far the role reaches; empty where it reaches all the way. */
  hint: string
  onSave: (value: number) => void
  /** What can be done about a value beyond the limit. */
  beyondLimit?: (value: number) => ReactNode
}

/** A number of a line, as far as the role reaches: what is beyond `min` or `max` is not sent, and the limit is said beside it. */
export function LimitedField({ value, label, hint, onSave, beyondLimit, ...input }: Props) {
  const [typed, setTyped] = useState<number | null>(value)
  const isOutside = (number: number) => number < (input.min ?? number) || number > (input.max ?? number)
  const beyond = typed !== null && typed !== value && isOutside(typed)
  return (
    <>
      <ScaledInput
        {...input}
        variant="filled"
        value={value}
        label={hint ? `${label} (${hint})` : label}
        onChange={setTyped}
        onCommit={onSave}
      />
      {beyond && (
        <small role="alert" className="field-fault">
          {hint}
        </small>
      )}
      {beyond && beyondLimit?.(typed)}
    </>
  )
}
