import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Drawer } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { errorText } from '@/api/problem'
import type { MadeWebhook, Webhook } from '@/api/types'
import { direction } from '@/app/locale'
import { Facts } from '@/ui/Facts'
import { Time } from '@/ui/Time'
import { useLanguage } from '@/ui/useLanguage'
import { usePhone } from '@/ui/usePhone'
import { deliveriesOf, removeWebhook, rotateSecret, tryWebhook, updateWebhook } from './commands'
import { Deliveries } from './Deliveries'
import { Health, WebhookStateTag } from './Health'
import { useAnswered } from './useAnswered'
import { WebhookForm } from './WebhookForm'

interface Props {
  webhook: Webhook
  onSecret: (made: MadeWebhook) => void
  onChanged: () => void
  onClose: () => void
}

/** One webhook: how it is, what can be done, and what came of it so far. */
export function WebhookDrawer(props: Props) {
  const { webhook, onChanged, onClose } = props
  const { t } = useTranslation()
  const language = useLanguage()
  const phone = usePhone()
  const [edits, setEdits] = useState(false)
  const { url, types, both_sign_until, next_try_at } = webhook
  const facts = [
    { label: t('webhooks.url'), value: <bdi dir="ltr">{url}</bdi> },
    {
      label: t('webhooks.types'),
      value: types.length === 0 ? t('webhooks.allTypes') : <bdi dir="ltr">{types.join(', ')}</bdi>,
    },
    { label: t('webhooks.health'), value: <Health webhook={webhook} /> },
    { label: t('webhooks.nextTry'), value: next_try_at && <Time at={next_try_at} /> },
    { label: t('webhooks.bothSign'), value: both_sign_until && <Time at={both_sign_until} /> },
  ]
  return (
    <Drawer
      open
      title={
        <span className="row wrap">
          <bdi>{webhook.name}</bdi>
          <WebhookStateTag state={webhook.state} />
        </span>
      }
      onClose={onClose}
      size={phone ? '100%' : 620}
      placement={direction(language) === 'rtl' ? 'left' : 'right'}
    >
      <div className="stack">
        <Facts facts={facts.filter(({ value }) => value)} />
        <Actions {...props} onEdit={() => setEdits(true)} />
        <Deliveries webhook={webhook} onChanged={onChanged} />
      </div>
      {edits && (
        <WebhookForm webhook={webhook} onMade={onChanged} onChanged={onChanged} onClose={() => setEdits(false)} />
      )}
    </Drawer>
  )
}

function Actions({ webhook, onSecret, onChanged, onClose, onEdit }: Props & { onEdit: () => void }) {
  const { t } = useTranslation()
  const { message, modal } = App.useApp()
  const client = useQueryClient()
  const answered = useAnswered()
  const [busy, setBusy] = useState(false)
  const { id, name, state, failures } = webhook
  const failed = (error: unknown) => message.error(errorText(error))
  const run = async (work: () => Promise<unknown>) => {
    setBusy(true)
    await work().catch(failed)
    setBusy(false)
    onChanged()
    client.invalidateQueries({ queryKey: deliveriesOf(id) })
  }
  const askToRemove = () =>
    modal.confirm({
      title: t('webhooks.removeTitle', { name }),
      content: t('webhooks.removeText'),
      okText: t('webhooks.remove'),
      okButtonProps: { danger: true },
      cancelText: t('common.cancel'),
      onOk: () => removeWebhook(id).then(onClose, failed).then(onChanged),
    })
  const enable = (enabled: boolean) => run(() => updateWebhook(id, { enabled }))
  return (
    <div className="row wrap">
      <Button type="primary" loading={busy} onClick={() => run(() => tryWebhook(id).then(answered))}>
        {t('webhooks.test')}
      </Button>
      {state !== 'active' && <Button onClick={() => enable(true)}>{t('webhooks.on')}</Button>}
      {state === 'active' && failures > 0 && <Button onClick={() => enable(true)}>{t('webhooks.retry')}</Button>}
      {state === 'active' && <Button onClick={() => enable(false)}>{t('webhooks.off')}</Button>}
      <Button onClick={onEdit}>{t('webhooks.edit')}</Button>
      <Button onClick={() => run(() => rotateSecret(id).then(onSecret))}>{t('webhooks.rotate')}</Button>
      <Button danger onClick={askToRemove}>
        {t('webhooks.remove')}
      </Button>
    </div>
  )
}
