import { useEffect, useState } from 'react'
import type { MessageTextPreview } from '@/api/types'
import { useDebounced } from '@/ui/useDebounced'
import { type Place, previewMessageText } from './commands'
import { type Faults, faultsOf, type Words } from './useEditor'

/** What the words come to, made anew once nothing was typed for a moment; and what is wrong with them. */
export function usePreview(place: Place, words: Words) {
  const [message, setMessage] = useState<string | undefined>()
  const asked = useDebounced(JSON.stringify({ place, words, message }), 250)
  const [shown, setShown] = useState<MessageTextPreview | null>(null)
  const [faults, setFaults] = useState<Faults>({})
  const [error, setError] = useState<unknown>(null)
  useEffect(() => {
    const aborter = new AbortController()
    const { place: of, words: typed, message: about } = JSON.parse(asked)
    const body = {
      subject: of.channel === 'email' ? typed.subject : null,
      body: typed.body,
      message_id: about ?? null,
    }
    previewMessageText(of, body, aborter.signal)
      .then((next) => {
        setShown(next)
        setFaults({})
        setError(null)
      })
      .catch((refusal: unknown) => {
        if (aborter.signal.aborted) return
        const found = faultsOf(refusal)
        setFaults(found)
        setError(found.subject || found.body ? null : refusal)
      })
    return () => aborter.abort()
  }, [asked])
  return { shown, faults, error, message, setMessage }
}
