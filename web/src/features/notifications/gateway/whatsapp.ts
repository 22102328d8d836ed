import type { MessageEvent, WhatsappFact } from '@/api/types'

/** The messages that may go by WhatsApp. */
export const EVENTS: MessageEvent[] = [
  'ready_for_pickup',
  'status_changed',
  'service_due',
  'appointment_requested',
  'appointment_confirmed',
  'appointment_rescheduled',
  'appointment_cancelled',
  'appointment_reminder',
  'appointment_no_show',
  'invoice_issued',
  'inspection_report',
  'estimate_sent',
  'estimate_answered',
  'dunning',
]

/** What can stand in a place of a form. */
export const FACTS: WhatsappFact[] = ['text', 'customer', 'garage', 'phone', 'link']
