import { App } from 'antd'
import { useTranslation } from 'react-i18next'
import type { WebhookDelivery } from '@/api/types'

/** Says what came of a trial. */
export function useAnswered() {
  const { message } = App.useApp()
  const { t } = useTranslation()
  return ({ is_taken, status, fault }: WebhookDelivery) => {
    const text = status === null ? (fault ?? t('webhooks.noAnswer')) : `HTTP ${status}`
    if (is_taken) message.success(t('webhooks.taken', { status: text }))
    else message.warning(t('webhooks.refused', { status: text }))
  }
}
