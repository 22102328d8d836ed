import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { App, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { errorText } from '@/api/problem'
import type { Board, HoldReason, Id, WorkOrderRow } from '@/api/types'
import { complete, hold, placeOrder, resume, start, submitOrder } from './commands'
import { DESTINATION, type Move } from './moves'
import { boardKey, keepOrder } from './queries'

export interface MoveCard {
  row: WorkOrderRow
  move: Move | 'place'
  /** Where it stands once it is of the column's state. */
  column?: Id | undefined
  reason?: HoldReason
  note?: string
}

/** Moves a card at once; puts it back and says why when the move is refused. */
export function useMoveCard(site: Id | undefined) {
  const client = useQueryClient()
  const refused = useRefusal()
  return useMutation({
    mutationFn: send,
    onMutate: async ({ row, move, column, reason }: MoveCard) => {
      await client.cancelQueries({ queryKey: boardKey(site) })
      const placed = column ? { column_id: column } : {}
      if (move === 'place') return put(row.id, placed)
      const hold_reason = move === 'hold' ? (reason ?? null) : null
      put(row.id, { state: DESTINATION[move], hold_reason, actions: [], ...placed })
    },
    onError: (error, { row }) => {
      put(row.id, row)
      refused(row, error)
    },
    onSuccess: (order, { row }) => keepOrder(client, row.id, order),
  })
  function put(id: Id, changes: Partial<WorkOrderRow>) {
    client.setQueryData<Board>(boardKey(site), (board) => ({
      columns: board?.columns ?? [],
      items: (board?.items ?? []).map((row) => (row.id === id ? { ...row, ...changes } : row)),
    }))
  }
}

async function send({ column, ...card }: MoveCard) {
  const order = card.move === 'place' ? undefined : await run({ ...card, move: card.move })
  return column ? placeOrder(card.row.id, column) : order
}

function run({ row, move, reason, note }: MoveCard & { move: Move }) {
  if (move === 'start') return start(row.id)
  if (move === 'resume') return resume(row.id)
  if (move === 'submit') return submitOrder(row.id)
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
