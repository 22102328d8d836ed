import { useEffect, useRef } from 'react'
import type { Schedule } from '@/api/types'
import type { Card } from './layout'

/** A card that keys put elsewhere is another element there: it gets the focus that it had. */
export function useFocusOn(schedule: Schedule): (card: Card) => void {
  const wanted = useRef<string | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever the cards are drawn anew
  useEffect(() => {
    const id = wanted.current
    if (!id) return
    wanted.current = null
    document.querySelector<HTMLElement>(`[data-appointment="${id}"]`)?.focus()
  }, [schedule])
  return ({ row }) => {
    wanted.current = row?.id ?? null
  }
}
