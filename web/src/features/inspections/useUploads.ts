import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { errorText } from '@/api/problem'
import { newKey } from '@/api/repeat'
import type { Id } from '@/api/types'
import { inspectionKey } from './queries'
import { type Sending, sendPhoto } from './upload'

export interface Uploads {
  sending: Sending[]
  add: (item: Id, files: File[]) => void
  again: (sending: Sending) => void
  forget: (sending: Sending) => void
}

/** Photos on their way. They live as long as the page: a queue that outlives it would take their place here. */
export function useUploads(inspection: Id): Uploads {
  const client = useQueryClient()
  const [sending, setSending] = useState<Sending[]>([])
  const change = (key: string, part: Partial<Sending>) =>
    setSending((all) => all.map((one) => (one.key === key ? { ...one, ...part } : one)))
  const forget = ({ key }: Sending) => setSending((all) => all.filter((one) => one.key !== key))
  const start = async (one: Sending) => {
    change(one.key, { failed: null, progress: 0 })
    try {
      await sendPhoto(inspection, one, (progress) => change(one.key, { progress }))
      await client.invalidateQueries({ queryKey: inspectionKey(inspection) })
      forget(one)
    } catch (error) {
      change(one.key, { failed: errorText(error) })
    }
  }
  const add = (item: Id, files: File[]) => {
    const added = files.map((file) => ({ key: newKey(), item, file, progress: 0, failed: null }))
    setSending((all) => [...all, ...added])
    for (const one of added) start(one)
  }
  return { sending, add, again: start, forget }
}
