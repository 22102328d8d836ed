import { asProblem, problemText } from '@/api/problem'

/** What is wrong with a number, where a refusal names its field. */
export function refusal(error: unknown): string {
  const problem = asProblem(error)
  return problemText(problem.errors?.[0] ?? problem)
}
