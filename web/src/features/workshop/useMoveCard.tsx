import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { App, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { errorText } from '@/api/problem'
import type { HoldReason, Id, WorkOrderRow } from '@/api/types'
import { complete, hold, resume, start } from './commands'
import { DESTINATION, type Move } from './moves'
import { boardKey, keepOrder } from './queries'

export interface MoveCard {
  row: WorkOrderRow
  move: Move
  reason?: HoldReason
  note?: string
}

type Board = { items: WorkOrderRow[] }

/** Moves a card at once; puts it back and says why when the move is refused. */
export function useMoveCard(site: Id | undefined) {
  const client = useQueryClient()
  const refused = useRefusal()
  return useMutation({
    mutationFn: send,
    onMutate: async ({ row, move, reason }: MoveCard) => {
      await client.cancelQueries({ queryKey: boardKey(site) })
      place(row.id, { state: DESTINATION[move], hold_reason: move === 'hold' ? (reason ?? null) : null, actions: [] })
    },
    onError: (error, { row }) => {
      place(row.id, row)
      refused(row, error)
    },
    onSuccess: (order, { row }) => keepOrder(client, row.id, order),
  })
  function place(id: Id, changes: Partial<WorkOrderRow>) {
    client.setQueryData<Board>(boardKey(site), (board) => ({
      items: (board?.items ?? []).map((row) => (row.id === id ? { ...row, ...changes } : row)),
    }))
  }
}

function send({ row, move, reason, note }: MoveCard) {
  if (move === 'start') return start(row.id)
  if (move === 'resume') return resume(row.id)
  if (move === 'complete') return complete(row.id)
  return hold(row.id, reason ?? 'parts', note)
}

function useRefusal() {
  const { notification } = App.useApp()
  const { t } = useTranslation()
  const navigate = useNavigate()
  return (row: WorkOrderRow, error: unknown) => {
    const key = `refused-${row.id}`
    const open = () => {
      notification.destroy(key)
      navigate({ to: `/work-orders/${row.id}` })
    }
    notification.error({
      key,
      title: t('workshop.refused', { number: row.number }),
      description: errorText(error),
      actions: (
        <Button size="small" onClick={open}>
          {t('workshop.openOrder')}
        </Button>
      ),
    })
  }
}
