import type { FormInstance } from 'antd'
import { asProblem, pointerPath, problemText } from '@/api/problem'
import type { Problem } from '@/api/types'

type Path = (string | number)[]

/**
 * Puts a refusal's errors beside their fields and returns the ones that have no field here
 * (show those in a ProblemAlert). `prefix` is where the body sits inside the form's values.
 */
export function applyProblem<T>(form: FormInstance<T>, error: unknown, prefix: Path = []): Problem | null {
  const problem = asProblem(error)
  const errors = problem.errors ?? []
  const placed = errors.filter(({ pointer }) => form.getFieldInstance([...prefix, ...pointerPath(pointer)] as never))
  const fields = placed.map((item) => ({
    name: [...prefix, ...pointerPath(item.pointer)],
    errors: [problemText(item)],
  }))
  form.setFields(fields as Parameters<typeof form.setFields>[0])
  const first = fields[0]
  if (first) form.focusField(first.name as never)
  const rest = errors.filter((item) => !placed.includes(item))
  if (errors.length > 0 && rest.length === 0) return null
  return { ...problem, errors: rest }
}
