import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { asProblem, problemText } from '@/api/problem'
import type { Inspection, InspectionAnswerInput, InspectionItem, Problem } from '@/api/types'
import { answerItem } from './commands'
import { inspectionKey, keepAnswer } from './queries'

export interface Answering {
  /** What was meant and is not kept yet. */
  meant: InspectionAnswerInput | null
  busy: boolean
  problem: Problem | null
  /** Somebody else answered meanwhile. */
  isConflict: boolean
  say: (answer: InspectionAnswerInput) => Promise<void>
  /** Sends again what was meant, to the item as it is now. */
  again: () => void
  /** Lets the other answer stand. */
  give: () => void
}

/**
 * Answers one item. What was tapped stays on screen until it is kept: over a network that fails it is sent again by a tap, and an
 * answer that arrived after all is no conflict. A queue for a telephone without a network would stand behind `say`.
 */
export function useAnswer(inspection: Inspection, item: InspectionItem): Answering {
  const client = useQueryClient()
  const [meant, setMeant] = useState<InspectionAnswerInput | null>(null)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const say = async (answer: InspectionAnswerInput) => {
    setMeant(answer)
    setBusy(true)
    setProblem(null)
    try {
      keepAnswer(client, inspection.id, await answerItem(inspection.id, item.id, item.answer.version, answer))
      setMeant(null)
    } catch (error) {
      const refusal = asProblem(error)
      setProblem(refusal)
      if (refusal.status === 412) await client.invalidateQueries({ queryKey: inspectionKey(inspection.id) })
    }
    setBusy(false)
  }
  const give = () => {
    setMeant(null)
    setProblem(null)
  }
  return {
    meant,
    busy,
    problem,
    isConflict: problem?.status === 412,
    say,
    again: () => meant && say(meant),
    give,
  }
}

/** The refusal that stands beside a field of the answer. */
export function faultAt(problem: Problem | null, pointer: string): string | null {
  const fault = problem?.errors?.find((error) => error.pointer === pointer)
  return fault ? problemText(fault) : null
}
