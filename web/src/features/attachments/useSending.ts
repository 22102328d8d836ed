import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { asProblem, problemText } from '@/api/problem'
import { newKey } from '@/api/repeat'
import { sendFile } from '@/api/sendFile'
import type { Attachment } from '@/api/types'
import { type Document, pathOf, useChanges } from './attachments'
import { faultOf, nameOf } from './chosen'

/** A file that was chosen, until it is kept. */
export interface Chosen {
  id: string
  /** Of the request: sent again after an answer that never came, it is kept once. Other words are another request. */
  key: string
  file: File
  name: string
  note: string
  /** Null while it waits; 1 while the server looks at it. */
  progress: number | null
  failed: string | null
  /** It cannot be taken as it is: there is nothing to send. */
  unfit: boolean
}

/** What a refusal says of a file: its field's words before the whole's. */
function refusal(error: unknown): string {
  const problem = asProblem(error)
  const field = problem.errors?.[0]
  return field ? problemText(field) : problemText(problem)
}

/** Files that were chosen for a document: named, sent with their progress, and forgotten once they are kept. */
export function useSending(document: Document) {
  const { t } = useTranslation()
  const { follow } = useChanges(document)
  const [chosen, setChosen] = useState<Chosen[]>([])
  const change = (id: string, part: Partial<Chosen>) =>
    setChosen((all) => all.map((one) => (one.id === id ? { ...one, ...part } : one)))
  const say = (id: string, words: { name?: string; note?: string }) => change(id, { ...words, key: newKey() })
  const forget = (id: string) => setChosen((all) => all.filter((one) => one.id !== id))
  const choose = (files: File[]) => {
    const added = files.map((file) => {
      const fault = faultOf(file)
      const failed = fault && t(`attachments.fault.${fault}`)
      const unfit = fault !== null
      return { id: newKey(), key: newKey(), file, name: nameOf(file.name), note: '', progress: null, failed, unfit }
    })
    setChosen((all) => [...all, ...added])
  }
  const send = async ({ id, key, file, name, note }: Chosen) => {
    change(id, { progress: 0, failed: null })
    const form = new FormData()
    form.set('name', name.trim())
    form.set('note', note.trim())
    form.set('file', file)
    try {
      await sendFile<Attachment>(pathOf(document), form, key, (progress) => change(id, { progress }))
      await follow()
      forget(id)
    } catch (error) {
      change(id, { progress: null, failed: refusal(error) })
    }
  }
  const waiting = chosen.filter(({ progress, unfit }) => progress === null && !unfit)
  const sendAll = () => Promise.all(waiting.map(send))
  return { chosen, waiting, choose, say, forget, sendAll }
}
