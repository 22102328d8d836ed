import { Input } from 'antd'
import { useEffect, useState } from 'react'

interface Props {
  value: string
  label: string
  placeholder?: string
  disabled?: boolean
  className?: string
  onCommit: (text: string) => void
}

/** Text changed in place: Enter or leaving saves, Escape gives up. Shift+Enter makes a new line. */
export function EditableText({ value, label, placeholder, disabled, className, onCommit }: Props) {
  const [text, setText] = useState(value)
  useEffect(() => setText(value), [value])
  return (
    <Input.TextArea
      className={className}
      variant={disabled ? 'borderless' : 'filled'}
      autoSize
      readOnly={disabled}
      aria-label={label}
      placeholder={placeholder ?? label}
      value={text}
      dir="auto"
      onChange={(event) => setText(event.target.value)}
      onBlur={() => text.trim() !== value && onCommit(text.trim())}
      onKeyDown={(event) => {
        if (event.key === 'Escape') setText(value)
        if (event.key !== 'Enter' || event.shiftKey) return
        event.preventDefault()
        event.currentTarget.blur()
      }}
    />
  )
}
