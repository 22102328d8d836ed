import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { App, Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { errorText } from '@/api/problem'
import type { Id, SmsGateway } from '@/api/types'
import { SettingsPanel } from '@/features/workshop/settings/SettingsPanel'
import { Tag } from '@/ui/StatusTag'
import { smsGateway, turnSmsGateway } from './commands'

const SmsDialog = lazy(async () => ({ default: (await import('./SmsDialog')).SmsDialog }))
const TryDialog = lazy(async () => ({ default: (await import('./TryDialog')).TryDialog }))

/** Through whom a site's text messages go, and whether they wait. */
export function SmsSettings({ site }: { site: Id }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState<'set' | 'try' | null>(null)
  const { data } = useQuery(smsGateway(site))
  if (!data) return null
  const { enabled, provider, sender, paused_at, waiting, actions } = data
  return (
    <SettingsPanel title={t('sms.settings')} hint={t('sms.settingsHint')}>
      <div className="row wrap">
        <strong>{enabled ? t(`sms.provider.${provider}`) : t('sms.off')}</strong>
        {enabled && sender && <bdi className="muted">{sender}</bdi>}
        {paused_at && <Tag tone="amber">{t('sms.paused')}</Tag>}
        {waiting > 0 && <span className="muted">{t('sms.waiting', { count: waiting })}</span>}
        <span className="grow" />
        <Link to="/messages" search={{ view: 'texts' } as never}>
          {t('texts.open')}
        </Link>
        <Turn gateway={data} />
        {actions.includes('try') && <Button onClick={() => setOpen('try')}>{t('sms.try')}</Button>}
        {actions.includes('set') && (
          <Button onClick={() => setOpen('set')} aria-label={`${t('eInvoices.set')} ${t('sms.settings')}`}>
            {t('eInvoices.set')}
          </Button>
        )}
      </div>
      <Suspense fallback={null}>
        {open === 'set' && <SmsDialog gateway={data} onClose={() => setOpen(null)} />}
        {open === 'try' && <TryDialog site={site} onClose={() => setOpen(null)} />}
      </Suspense>
    </SettingsPanel>
  )
}

/** Messages wait, or go on. */
function Turn({ gateway: { site_id, version, actions } }: { gateway: SmsGateway }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const client = useQueryClient()
  const turn = actions.find((action) => action === 'pause' || action === 'resume')
  const change = useMutation({
    mutationFn: (turn: 'pause' | 'resume') => turnSmsGateway(site_id, version, turn),
    onSuccess: (next) => client.setQueryData(smsGateway(site_id).queryKey, next),
    onError: (error) => message.error(errorText(error)),
  })
  if (!turn) return null
  return (
    <Button loading={change.isPending} onClick={() => change.mutate(turn)}>
      {t(`sms.${turn}`)}
    </Button>
  )
}
