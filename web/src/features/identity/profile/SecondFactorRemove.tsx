import { App, Form } from 'antd'
import { useTranslation } from 'react-i18next'
import { FormDialog } from '@/ui/FormDialog'
import { CodeField } from '../CodeField'
import { type Proof, removeSecondFactor } from './commands'
import { ProofField } from './ProofField'
import { useSecurityChanged } from './queries'

type Fields = Proof & { code: string }

export function SecondFactorRemove({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const changed = useSecurityChanged()
  const [form] = Form.useForm<Fields>()
  const save = async ({ password, code }: Fields) => {
    await removeSecondFactor({ password, code: code.trim() })
    changed()
    message.success(t('secondFactor.removed'))
  }
  return (
    <FormDialog
      title={t('secondFactor.action.remove')}
      form={form}
      ok={t('secondFactor.action.remove')}
      onSave={save}
      onClose={onClose}
    >
      <p className="muted dialog-text">{t('secondFactor.removeText')}</p>
      <ProofField autoFocus />
      <CodeField />
    </FormDialog>
  )
}
