import { api } from '@/api/client'
import type { EventType, Id, MadeWebhook, Webhook, WebhookDelivery } from '@/api/types'

export interface WebhookFields {
  name: string
  url: string
  types: EventType[]
  sites: Id[]
}

export const createWebhook = (body: WebhookFields) => api.post<MadeWebhook>('/webhooks', body)
export const updateWebhook = (id: Id, body: Partial<WebhookFields> & { enabled?: boolean }) =>
  api.patch<Webhook>(`/webhooks/${id}`, body)
export const removeWebhook = (id: Id) => api.del(`/webhooks/${id}`)
export const rotateSecret = (id: Id) => api.post<MadeWebhook>(`/webhooks/${id}/secret`, {})
/** With a test, or an event once more. */
export const tryWebhook = (id: Id, event_id?: Id) => api.post<WebhookDelivery>(`/webhooks/${id}/trial`, { event_id })
/** All from an event on. */
export const replayFrom = (id: Id, event_id: Id) => api.post<Webhook>(`/webhooks/${id}/replay`, { event_id })

export const KEY = ['webhooks']
/** Apart from the webhooks, so that nobody asks what a webhook was told that was removed a moment ago. */
export const deliveriesOf = (id: Id) => ['webhook-deliveries', id]

/** What a webhook may be told of. */
export const EVENT_TYPES: EventType[] = [
  'customer.saved',
  'customer.merged',
  'customer.unmerged',
  'vehicle.saved',
  'appointment.requested',
  'appointment.confirmed',
  'appointment.rescheduled',
  'appointment.cancelled',
  'appointment.no_show',
  'appointment.arrived',
  'appointment.changed',
  'work_order.opened',
  'work_order.changed',
  'work_order.completed',
  'work_order.reopened',
  'work_order.cancelled',
  'work_order.handed_over',
  'estimate.sent',
  'estimate.decided',
  'invoice.issued',
  'credit_note.issued',
  'payment.recorded',
  'payment.refunded',
  'deposit.changed',
  'product.saved',
  'stock.moved',
  'purchase_order.changed',
  'message.sent',
  'message.failed',
]
