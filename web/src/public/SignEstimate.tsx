import { useState } from 'react'
import { SignaturePad } from '@/ui/SignaturePad'
import { useTexts } from './texts'

interface Props {
  name: string
  /** Jobs that something is said to. */
  count: number
  busy: boolean
  /** Who approves has to sign. */
  mustSign: boolean
  onSign: (name: string, signature: string | null) => void
}

/** Who says it, and their hand. */
export function SignEstimate({ name: customer, count, busy, mustSign, onSign }: Props) {
  const { say } = useTexts()
  const [name, setName] = useState(customer)
  const [signature, setSignature] = useState<string | null>(null)
  return (
    <section className="card sign">
      <h2>{say('estimate.sign')}</h2>
      <div className="field">
        <label htmlFor="by-name">{say('estimate.byName')}</label>
        <input
          id="by-name"
          autoComplete="name"
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </div>
      <SignaturePad label={say('estimate.signHere')} clear={say('estimate.clear')} onChange={setSignature} />
      <p className="muted">{say('estimate.bound')}</p>
      <button
        type="button"
        className="go"
        disabled={busy || count === 0 || !name.trim() || (mustSign && !signature)}
        onClick={() => onSign(name.trim(), signature)}
      >
        {count === 0 ? say('estimate.choose') : say('estimate.go', { n: count })}
      </button>
    </section>
  )
}
