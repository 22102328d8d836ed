import i18n from 'i18next'
import type { Problem } from './types'

/** What the API answered when it refused; `problem.code` is stable and translated under `problem.*`. */
export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail ?? problem.title)
    this.name = 'ProblemError'
  }
}

/** Any thrown value as a Problem; a failed connection becomes code `network`. */
export function asProblem(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem
  const code = error instanceof TypeError ? 'network' : 'unexpected'
  return { type: `/problems/${code}`, code, title: code, status: 0 }
}

/** The sentence to show, in the language of the app when it knows the code. */
export function problemText(problem: {
  code: string
  detail?: string | null
  title?: string
  pointer?: string
  values?: Record<string, unknown>
}): string {
  const keys = [`problem.field.${problem.code}`, `problem.${problem.code}`].slice(problem.pointer === undefined ? 1 : 0)
  const known = keys.find((key) => i18n.exists(key))
  if (known) return i18n.t(known, { ...problem.values })
  return problem.detail ?? problem.title ?? i18n.t('problem.unexpected')
}

export function errorText(error: unknown): string {
  return problemText(asProblem(error))
}

/** "/jobs/0/lines/1/quantity" -> ['jobs', 0, 'lines', 1, 'quantity'] */
export function pointerPath(pointer: string): (string | number)[] {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part))
}
