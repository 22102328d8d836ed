import { App, Button, Form } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FormDialog } from '@/ui/FormDialog'
import { Tag } from '@/ui/StatusTag'
import { useSignInOptions } from '../options'
import { type Proof, startLink, unlink } from './commands'
import { ProofField } from './ProofField'
import { useOidcLink, useSecurityChanged } from './queries'
import { SecurityRow } from './SecurityPanel'

type Action = 'link' | 'unlink'

/** The garage's provider: linked with the account, or not. */
export function ProviderRow() {
  const { t } = useTranslation()
  const { data: options } = useSignInOptions()
  const { data } = useOidcLink(Boolean(options?.oidc))
  const [opened, setOpened] = useState<Action | null>(null)
  if (!data) return null
  const { name, linked_at, actions } = data
  const beside = <Tag tone={linked_at ? 'green' : 'grey'}>{t(linked_at ? 'oidc.linked' : 'oidc.notLinked')}</Tag>
  return (
    <SecurityRow name={name} beside={beside} text={t('oidc.explained', { name })}>
      {(['link', 'unlink'] as const)
        .filter((action) => actions.includes(action))
        .map((action) => (
          <Button key={action} onClick={() => setOpened(action)}>
            {t(`oidc.action.${action}`)}
          </Button>
        ))}
      {opened && <ProviderDialog name={name} action={opened} onClose={() => setOpened(null)} />}
    </SecurityRow>
  )
}

function ProviderDialog({ name, action, onClose }: { name: string; action: Action; onClose: () => void }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const changed = useSecurityChanged()
  const [form] = Form.useForm<Proof>()
  const save = async ({ password }: Proof) => {
    if (action === 'link') {
      const { address } = await startLink({ password })
      window.location.assign(address)
      return
    }
    await unlink({ password })
    changed()
    message.success(t('oidc.unlinked'))
  }
  return (
    <FormDialog
      title={t(`oidc.${action}Title`, { name })}
      form={form}
      ok={t(`oidc.action.${action}`)}
      onSave={save}
      onClose={onClose}
      goesOn={action === 'link'}
    >
      <p className="muted dialog-text">{t(`oidc.${action}Text`, { name })}</p>
      <ProofField autoFocus />
    </FormDialog>
  )
}
