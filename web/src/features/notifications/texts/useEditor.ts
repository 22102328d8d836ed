import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { asProblem, problemText } from '@/api/problem'
import type { MessageText } from '@/api/types'
import { useUndo } from '@/ui/useUndo'
import { messageText, type Place, removeMessageText, setMessageText } from './commands'

export interface Words {
  subject: string
  body: string
}

export type Faults = Partial<Record<keyof Words, string>>

/** What is wrong, beside the field it is about. */
export function faultsOf(error: unknown): Faults {
  const errors = asProblem(error).errors ?? []
  const of = (pointer: string) => errors.find((fault) => fault.pointer === pointer)
  const said = (pointer: string) => {
    const fault = of(pointer)
    return fault && problemText(fault)
  }
  return { subject: said('/subject'), body: said('/body') }
}

const asSent = ({ channel }: Place, { subject, body }: Words) => ({
  subject: channel === 'email' ? subject : null,
  body,
})

/** The words of a text as they are typed, and how they are kept or taken back. */
export function useEditor(place: Place, text: MessageText, onClose: () => void) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const client = useQueryClient()
  const offerUndo = useUndo()
  const start = text.own ?? text.garage ?? text.built_in
  const [words, setWords] = useState<Words>({ subject: start.subject, body: start.body })
  const [refused, setRefused] = useState<unknown>(null)
  const [problems, setProblems] = useState<Faults>({})
  const [busy, setBusy] = useState(false)
  const keep = async (next: MessageText) => {
    client.setQueryData(messageText(place).queryKey, next)
    await client.invalidateQueries({ queryKey: ['message-texts', 'list'] })
    return next
  }
  const run = async (work: () => Promise<unknown>) => {
    setBusy(true)
    setRefused(null)
    try {
      await work()
      onClose()
    } catch (error) {
      const faults = faultsOf(error)
      setProblems(faults)
      setRefused(faults.subject || faults.body ? null : error)
      setBusy(false)
    }
  }
  const save = () =>
    run(async () => {
      await keep(await setMessageText(place, text.version, asSent(place, words)))
      message.success(t('settings.saved'))
    })
  const remove = () =>
    run(async () => {
      const gone = await keep(await removeMessageText(place, text.version))
      const own = text.own
      if (!own) return
      offerUndo(t('texts.removed'), () => setMessageText(place, gone.version, asSent(place, own)).then(keep))
    })
  const change = (next: Words) => {
    setProblems({})
    setWords(next)
  }
  return { words, change, problems, refused, busy, save, remove, may: text.actions.includes('set') }
}
