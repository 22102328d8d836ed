import { App, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Passkey } from '@/api/types'
import { FormDialog } from '@/ui/FormDialog'
import { makePasskey } from '../webauthn'
import { finishPasskey, type Proof, removePasskey, renamePasskey, startPasskey } from './commands'
import { ProofField } from './ProofField'
import { useSecurityChanged } from './queries'

interface Props {
  passkey: Passkey
  onClose: () => void
}

const LONGEST_NAME = 100

/** The password first, then the browser asks for a finger, a face or a PIN. */
export function PasskeyAdd({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const changed = useSecurityChanged()
  const [form] = Form.useForm<Proof & { name: string }>()
  const save = async ({ name, password }: Proof & { name: string }) => {
    const challenge = await startPasskey({ password })
    const credential = await makePasskey(challenge)
    await finishPasskey({ ceremony_id: challenge.ceremony_id, name: name.trim(), credential })
    changed()
    message.success(t('passkeys.added'))
  }
  return (
    <FormDialog title={t('passkeys.add')} form={form} ok={t('passkeys.make')} onSave={save} onClose={onClose}>
      <p className="muted dialog-text">{t('passkeys.addText')}</p>
      <NameField />
      <ProofField />
    </FormDialog>
  )
}

export function PasskeyRename({ passkey, onClose }: Props) {
  const { t } = useTranslation()
  const changed = useSecurityChanged()
  const [form] = Form.useForm<{ name: string }>()
  const save = async ({ name }: { name: string }) => {
    await renamePasskey(passkey.id, name.trim())
    changed()
  }
  return (
    <FormDialog
      title={t('passkeys.rename')}
      form={form}
      initial={{ name: passkey.name }}
      onSave={save}
      onClose={onClose}
    >
      <NameField />
    </FormDialog>
  )
}

export function PasskeyRemove({ passkey, onClose }: Props) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const changed = useSecurityChanged()
  const [form] = Form.useForm<Proof>()
  const save = async ({ password }: Proof) => {
    await removePasskey(passkey.id, { password })
    changed()
    message.success(t('passkeys.removed'))
  }
  return (
    <FormDialog
      title={t('passkeys.removeTitle', { name: passkey.name })}
      form={form}
      ok={t('common.remove')}
      onSave={save}
      onClose={onClose}
    >
      <p className="muted dialog-text">{t('passkeys.removeText')}</p>
      <ProofField autoFocus />
    </FormDialog>
  )
}

function NameField() {
  const { t } = useTranslation()
  return (
    <Form.Item
      name="name"
      label={t('passkeys.name')}
      rules={[{ required: true, whitespace: true, message: t('form.required') }]}
    >
      <Input autoFocus maxLength={LONGEST_NAME} placeholder={t('passkeys.namePlaceholder')} />
    </Form.Item>
  )
}
