import { Link } from '@tanstack/react-router'
import { lazy } from 'react'
import { useTranslation } from 'react-i18next'
import type { Id } from '@/api/types'
import { GatewayPanel } from './GatewayPanel'

const SmsDialog = lazy(async () => ({ default: (await import('./SmsDialog')).SmsDialog }))
const WhatsappDialog = lazy(async () => ({ default: (await import('./WhatsappDialog')).WhatsappDialog }))

/** Through whom a site's short messages go, and whether they wait. */
export function SmsSettings({ site }: { site: Id }) {
  const { t } = useTranslation()
  return (
    <>
      <GatewayPanel
        kind="sms"
        site={site}
        through={({ provider }) => t(`sms.provider.${provider}`)}
        dialog={(gateway, onClose) => <SmsDialog gateway={gateway} onClose={onClose} />}
        link={
          <Link to="/messages" search={{ view: 'texts' } as never}>
            {t('texts.open')}
          </Link>
        }
      />
      <GatewayPanel
        kind="whatsapp"
        site={site}
        through={({ provider }) => t(`whatsapp.provider.${provider}`)}
        dialog={(gateway, onClose) => <WhatsappDialog gateway={gateway} onClose={onClose} />}
      />
    </>
  )
}
