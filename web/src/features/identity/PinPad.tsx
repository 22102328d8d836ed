import { ArrowRightOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useEffect, useEffectEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PinPerson } from '@/api/types'
import { switchByPin } from '@/app/session'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { LEAST_DIGITS, typeDigit } from './pin'
import './pin.css'

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', 'Backspace', '0', 'Enter']

interface Props {
  person: PinPerson
  onDone?: () => void
}

/** Digits under the thumb, or from a keyboard. */
export function PinPad({ person, onDone }: Props) {
  const { t } = useTranslation()
  const [digits, setDigits] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const send = async () => {
    if (digits.length < LEAST_DIGITS || busy) return
    setBusy(true)
    setError(null)
    try {
      await switchByPin(person.id, digits)
      onDone?.()
    } catch (refusal) {
      setError(refusal)
      setDigits('')
      setBusy(false)
    }
  }
  const press = (key: string) => {
    if (key === 'Enter') return send()
    setDigits((typed) => typeDigit(typed, key))
  }
  const keyDown = useEffectEvent((event: KeyboardEvent) => {
    if (!/^([0-9]|Backspace|Enter|Escape)$/.test(event.key) || event.ctrlKey || event.metaKey) return
    if (event.key === 'Enter' && keepsEnter(event.target as Element)) return
    event.preventDefault()
    press(event.key)
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => keyDown(event)
    window.addEventListener('keydown', listener)
    return () => window.removeEventListener('keydown', listener)
  }, [])
  return (
    <div className="pin-pad">
      <p className="pin-dots" role="status" aria-label={t('pin.typed', { count: digits.length })}>
        {Array.from({ length: Math.max(LEAST_DIGITS, digits.length) }, (_, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: dots have nothing else
          <span key={at} className={at < digits.length ? 'pin-dot full' : 'pin-dot'} />
        ))}
      </p>
      <ProblemAlert error={error} />
      <div className="pin-keys" dir="ltr">
        {KEYS.map((key) =>
          key === 'Enter' ? (
            <Button
              key={key}
              type="primary"
              aria-label={t('signIn.go')}
              icon={<ArrowRightOutlined />}
              loading={busy}
              disabled={digits.length < LEAST_DIGITS}
              onClick={send}
            />
          ) : (
            <Button key={key} aria-label={key === 'Backspace' ? t('pin.back') : key} onClick={() => press(key)}>
              {key === 'Backspace' ? '⌫' : key}
            </Button>
          ),
        )}
      </div>
    </div>
  )
}

/** Enter belongs to a link or button in focus, yet not to a digit: a dialog puts the focus on the first of them. */
const keepsEnter = (target: Element) => target.closest('a, button') !== null && !target.closest('.pin-keys')
