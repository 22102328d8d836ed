import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { errorText } from '@/api/problem'
import type { Id } from '@/api/types'
import { SettingsPanel } from '@/features/workshop/settings/SettingsPanel'
import { currencyDecimals } from '@/ui/currency'
import { Money } from '@/ui/Money'
import { Tag } from '@/ui/StatusTag'
import { type GatewayKind, type Gateways, gateway, turnGateway } from './commands'

const TryDialog = lazy(async () => ({ default: (await import('./TryDialog')).TryDialog }))

interface Props<K extends GatewayKind> {
  kind: K
  site: Id
  /** What goes through it, in a word or two. */
  through: (gateway: Gateways[K]) => ReactNode
  dialog: (gateway: Gateways[K], onClose: () => void) => ReactNode
  /** To what belongs to it. */
  link?: ReactNode
}

/** A way of a site's short messages, and whether they wait. */
export function GatewayPanel<K extends GatewayKind>({ kind, site, through, dialog, link }: Props<K>) {
  const { t } = useTranslation()
  const [open, setOpen] = useState<'set' | 'try' | null>(null)
  const { data } = useQuery(gateway(kind, site))
  if (!data) return null
  const { enabled, sender, paused_at, waiting, month, currency, price, actions } = data
  const close = () => setOpen(null)
  // The words of a kind, whichever it is.
  const words: GatewayKind = kind
  return (
    <SettingsPanel title={t(`${words}.settings`)} hint={t(`${words}.settingsHint`)}>
      <div className="row wrap">
        <strong>{enabled ? through(data) : t(`${words}.off`)}</strong>
        {enabled && sender && (
          <bdi className="muted" dir="ltr">
            {sender}
          </bdi>
        )}
        {paused_at && <Tag tone="amber">{t('sms.paused')}</Tag>}
        {waiting > 0 && <span className="muted">{t('sms.waiting', { count: waiting })}</span>}
        {month.messages > 0 && (
          <span className="muted">
            {t('sms.month', { count: month.messages })}
            {price !== null && price !== undefined && (
              <>
                {' · '}
                <Money amount={minorUnits(month.cost, currency)} currency={currency} />
              </>
            )}
          </span>
        )}
        <span className="grow" />
        {link}
        <Turn kind={kind} gateway={data} />
        {actions.includes('try') && (
          <Button onClick={() => setOpen('try')} aria-label={`${t('sms.try')} ${t(`${words}.settings`)}`}>
            {t('sms.try')}
          </Button>
        )}
        {actions.includes('set') && (
          <Button onClick={() => setOpen('set')} aria-label={`${t('eInvoices.set')} ${t(`${words}.settings`)}`}>
            {t('eInvoices.set')}
          </Button>
        )}
      </div>
      <Suspense fallback={null}>
        {open === 'set' && dialog(data, close)}
        {open === 'try' && <TryDialog kind={kind} site={site} onClose={close} />}
      </Suspense>
    </SettingsPanel>
  )
}

/** Messages wait, or go on. */
function Turn<K extends GatewayKind>({ kind, gateway: row }: { kind: K; gateway: Gateways[K] }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const client = useQueryClient()
  const turn = row.actions.find((action) => action === 'pause' || action === 'resume')
  const change = useMutation({
    mutationFn: (turn: 'pause' | 'resume') => turnGateway(kind, row.site_id, row.version, turn),
    onSuccess: (next) => client.setQueryData(gateway(kind, row.site_id).queryKey, next),
    onError: (error) => message.error(errorText(error)),
  })
  if (!turn) return null
  return (
    <Button loading={change.isPending} onClick={() => change.mutate(turn)}>
      {t(`sms.${turn}`)}
    </Button>
  )
}

/** Millionths in minor units of the currency. */
const minorUnits = (millionths: number, currency: string) =>
  Math.round(millionths / 10 ** (6 - currencyDecimals(currency)))
