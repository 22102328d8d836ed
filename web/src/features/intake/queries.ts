import { useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '@/api/client'
import { newKey } from '@/api/repeat'
import type { Id, Intake, IntakeContent, IntakePhoto, OrderIntakes } from '@/api/types'

const keyOf = (order: Id) => ['work-orders', 'intakes', order]

/** The intake sheets of an order, newest first. */
export function useIntakes(order: Id) {
  return useQuery({
    queryKey: keyOf(order),
    queryFn: ({ signal }) => api.get<OrderIntakes>(`/work-orders/${order}/intakes`, { signal }),
  })
}

/** What may be done with the sheets of an order; what shows them follows. */
export function useIntakeCommands(order: Id) {
  const client = useQueryClient()
  const follow = async <T>(done: Promise<T>) => {
    const answer = await done
    await client.invalidateQueries({ queryKey: ['work-orders'] })
    return answer
  }
  const at = ({ id }: Intake) => `/intakes/${id}`
  return {
    begin: () => follow(api.post<Intake>(`/work-orders/${order}/intakes`, {}, { repeatable: true })),
    save: (sheet: Intake, content: IntakeContent) =>
      follow(api.put<Intake>(at(sheet), content, { version: sheet.version })),
    sign: (sheet: Intake, by_name: string, signature: string | null) =>
      follow(api.post<Intake>(`${at(sheet)}/sign`, { by_name, signature }, { repeatable: true })),
    photograph: (sheet: Intake, file: File) => {
      const form = new FormData()
      form.set('file', file)
      return follow(api.post<IntakePhoto>(`${at(sheet)}/photos`, form, { idempotencyKey: newKey() }))
    },
    forget: (sheet: Intake, photo: Id) => follow(api.del(`${at(sheet)}/photos/${photo}`)),
  }
}
