import { BarcodeOutlined } from '@ant-design/icons'
import { Input, type InputRef } from 'antd'
import { type Ref, useState } from 'react'
import { CameraButton } from './CameraButton'

interface Props {
  label: string
  /** Called with what was scanned or typed, once Enter ends it; true empties the field for the next. */
  onCode: (code: string) => Promise<boolean> | boolean
  autoFocus?: boolean
  maxLength?: number
  ref?: Ref<InputRef>
}

/**
 * Takes an article's code: typed, from a scanner that types by itself and ends with Enter, or seen by the camera. It keeps the focus, so
 * that one scan follows the other; what was refused stays and is replaced by the next.
 */
export function ScanField({ label, onCode, autoFocus, maxLength = 60, ref }: Props) {
  const [text, setText] = useState('')
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState(false)
  const done = async (field: HTMLInputElement) => {
    const code = field.value.trim()
    if (!code || busy) return
    setBusy(true)
    const taken = await onCode(code)
    setBusy(false)
    setRefused(!taken)
    if (taken) setText('')
    else field.select()
  }
  return (
    <Input
      ref={ref}
      className="scan-field"
      prefix={<BarcodeOutlined />}
      suffix={<CameraButton label={label} onCode={onCode} />}
      autoFocus={autoFocus}
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      enterKeyHint="done"
      maxLength={maxLength}
      aria-label={label}
      placeholder={label}
      status={refused ? 'error' : undefined}
      value={text}
      onChange={({ target }) => {
        setText(target.value)
        setRefused(false)
      }}
      onPressEnter={(event) => {
        event.preventDefault()
        void done(event.currentTarget)
      }}
    />
  )
}
