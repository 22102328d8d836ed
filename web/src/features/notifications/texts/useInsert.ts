import { useRef } from 'react'
import type { Words } from './useEditor'

type Field = HTMLInputElement | HTMLTextAreaElement

/** Puts a name where the cursor stands, or stood last; it goes on behind it. */
export function useInsert(words: Words, change: (words: Words) => void) {
  const last = useRef<{ name: keyof Words; field: Field } | null>(null)
  const note = (name: keyof Words, field: Field) => {
    last.current = { name, field }
  }
  const insert = (placeholder: string) => {
    const { name, field } = last.current ?? { name: 'body' as const, field: null }
    const old = words[name]
    const from = field?.selectionStart ?? old.length
    const until = field?.selectionEnd ?? from
    change({ ...words, [name]: old.slice(0, from) + placeholder + old.slice(until) })
    requestAnimationFrame(() => {
      field?.focus()
      field?.setSelectionRange(from + placeholder.length, from + placeholder.length)
    })
  }
  return { note, insert }
}
