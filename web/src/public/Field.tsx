import { useId } from 'react'
import { useTexts } from './texts'

interface Props {
  name: string
  label: string
  /** The names of fields that were refused. */
  wrong: string[]
  max: number
  type?: string
  dir?: 'ltr'
  autoComplete?: string
  hint?: string
  /** Makes it a text of several lines. */
  rows?: number
  first?: string
}

export function Field({ name, label, wrong, max, hint, rows, first, ...rest }: Props) {
  const { say } = useTexts()
  const id = useId()
  const isWrong = wrong.includes(name)
  const told = isWrong ? say('invalid') : hint
  const shared = {
    id,
    name,
    maxLength: max,
    defaultValue: first,
    'aria-invalid': isWrong,
    'aria-describedby': `${id}-told`,
  }
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {rows ? <textarea {...shared} rows={rows} dir="auto" /> : <input {...shared} {...rest} />}
      {told && (
        <small id={`${id}-told`} className={isWrong ? 'refusal' : 'muted'}>
          {told}
        </small>
      )}
    </div>
  )
}
