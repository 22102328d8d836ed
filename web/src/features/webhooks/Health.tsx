import { useTranslation } from 'react-i18next'
import type { Webhook } from '@/api/types'
import { Tag, type Tone } from '@/ui/StatusTag'

const TONES: Record<Webhook['state'], Tone> = { active: 'green', off: 'grey', paused: 'red', gone: 'red' }

export function WebhookStateTag({ state }: Pick<Webhook, 'state'>) {
  const { t } = useTranslation()
  return <Tag tone={TONES[state]}>{t(`webhooks.states.${state}`)}</Tag>
}

/** How it takes what it is told. */
export function Health({ webhook }: { webhook: Webhook }) {
  const { t } = useTranslation()
  const { failures, waiting, fault } = webhook
  if (failures === 0 && waiting === 0) return <span className="muted">{t('webhooks.well')}</span>
  return (
    <span className="row wrap">
      {failures > 0 && (
        <Tag tone="amber">
          {t('webhooks.failing', { count: failures })} · <bdi dir="ltr">{fault}</bdi>
        </Tag>
      )}
      {waiting > 0 && <span>{t('webhooks.waiting', { count: waiting })}</span>}
    </span>
  )
}
