import { Form } from 'antd'
import { useTranslation } from 'react-i18next'
import type { RecoveryCodes } from '@/api/types'
import { FormDialog } from '@/ui/FormDialog'
import { makeRecoveryCodes, type Proof } from './commands'
import { ProofField } from './ProofField'

interface Props {
  onCodes: (codes: RecoveryCodes) => void
  onClose: () => void
}

export function NewCodesDialog({ onCodes, onClose }: Props) {
  const { t } = useTranslation()
  const [form] = Form.useForm<Proof>()
  return (
    <FormDialog
      title={t('secondFactor.action.make_recovery_codes')}
      form={form}
      ok={t('secondFactor.next')}
      onSave={async (proof) => onCodes(await makeRecoveryCodes(proof))}
      onClose={onClose}
    >
      <p className="muted dialog-text">{t('secondFactor.newCodesText')}</p>
      <ProofField autoFocus />
    </FormDialog>
  )
}
