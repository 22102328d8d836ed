import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { errorText } from '@/api/problem'
import type { Appointment, Day, Id, Instant, Schedule } from '@/api/types'
import { useUndo } from '@/ui/useUndo'
import { canOverrule, clashWords } from './clash'
import { moveSlice, reschedule } from './commands'
import { type Card, moved, type Target } from './layout'
import { keepAppointment, scheduleKey } from './queries'
import { usePromiseWarning } from './usePromiseWarning'
import { useWords } from './useWords'

export interface Move {
  card: Card
  target: Target
  overbook?: boolean
}

const instant = (at: number): Instant => new Date(at).toISOString()

/** Moves a card at once; puts it back and says why when the move is refused. Ten seconds to undo. */
export function useMoveCard(site: Id, [from, until]: [Day, Day], mayOverbook: boolean) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { notification } = App.useApp()
  const offerUndo = useUndo()
  const warn = usePromiseWarning()
  const words = useWords()
  const key = scheduleKey(site, from, until)
  const move = useMutation({
    mutationFn: send,
    onMutate: async ({ card, target }: Move) => {
      await client.cancelQueries({ queryKey: key })
      const before = client.getQueryData<Schedule>(key)
      if (before) client.setQueryData(key, moved(before, card, target))
      return before
    },
    onError: (error, refused, before) => {
      client.setQueryData(key, before)
      client.invalidateQueries({ queryKey: ['schedule'] })
      say(error, refused, before?.resources ?? [])
    },
    onSuccess: (appointment, done) => {
      keepAppointment(client, appointment)
      const back = async () => keepAppointment(client, await takeBack(done, appointment))
      if (warn(appointment, back)) return
      offerUndo(t('schedule.movedDone', { name: appointment.customer_name }), back)
    },
  })

  function say(error: unknown, refused: Move, resources: Schedule['resources']) {
    const name = `refused-${refused.card.slice.id}`
    const overbook = () => {
      notification.destroy(name)
      move.mutate({ ...refused, overbook: true })
    }
    const sentences = clashWords(error, words)
    notification.error({
      key: name,
      role: 'alert',
      title: t('schedule.moveRefused', { name: refused.card.row?.customer_name ?? '' }),
      description: sentences.length > 0 ? sentences.join(' ') : errorText(error),
      actions: mayOverbook && canOverrule(error, resources) && (
        <Button size="small" onClick={overbook}>
          {t('schedule.overbook')}
        </Button>
      ),
    })
  }
  return move.mutate
}

/** Before the car is here the appointment moves as a whole; afterwards only the slice does. */
function send({ card: { slice, row }, target, overbook = false }: Move): Promise<Appointment> {
  const delta = target.from - Date.parse(slice.from)
  if (row?.actions.includes('reschedule')) {
    const start = instant(Date.parse(row.start) + delta)
    return reschedule(row.id, { start, resource_ids: [target.resource], overbook }, row.version)
  }
  const until = instant(Date.parse(slice.until) + delta)
  return moveSlice(
    slice.id,
    { resource_id: target.resource, from: instant(target.from), until, overbook },
    row?.version,
  )
}

/** To where it was, with the resource that it was dragged from. */
function takeBack({ card, target }: Move, now: Appointment): Promise<Appointment> {
  const { slice, row, resource } = card
  if (row?.actions.includes('reschedule'))
    return reschedule(now.id, { start: row.start, resource_ids: [resource.id] }, now.version)
  const isIt = (one: Appointment['allocations'][number]) =>
    one.resource_id === target.resource && Date.parse(one.from) === target.from
  const id = now.allocations.find(isIt)?.id ?? slice.id
  return moveSlice(id, { resource_id: resource.id, from: slice.from, until: slice.until }, now.version)
}
