import { useState } from 'react'
import type { PushKey } from '@/api/types'
import { hindrance, subscription } from '@/ui/push'
import { get, newKey, post } from './api'
import { pushTexts } from './pushTexts'
import { useTexts } from './texts'

/** Whether this device is to be told what is new; nothing where it cannot be. `path`: whose link it is. */
export default function PushAsk({ path }: { path: string }) {
  const { language } = useTexts()
  const say = pushTexts[language]
  const [state, setState] = useState<'ask' | 'busy' | 'done' | 'failed' | null>(hindrance() ? null : 'ask')
  const on = async () => {
    setState('busy')
    try {
      const told = await subscription(() => get<PushKey>('/push/key'))
      if (told) await post<void>(`/push/${path}`, told, newKey())
      setState(told ? 'done' : null)
    } catch {
      setState('failed')
    }
  }
  if (!state) return null
  if (state === 'done' || state === 'failed') {
    return (
      <p className={state === 'done' ? 'told' : 'refusal'} role="status">
        {say[state]}
      </p>
    )
  }
  return (
    <section className="card">
      <p>{say.ask}</p>
      <button type="button" className="plain" disabled={state === 'busy'} onClick={on}>
        {say.on}
      </button>
    </section>
  )
}
