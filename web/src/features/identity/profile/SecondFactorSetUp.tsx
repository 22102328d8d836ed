import { Form, QRCode } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { NewSecondFactor, RecoveryCodes } from '@/api/types'
import { CopyField } from '@/ui/CopyField'
import { FormDialog } from '@/ui/FormDialog'
import { CodeField } from '../CodeField'
import { beginSecondFactor, confirmSecondFactor, type Proof } from './commands'
import { ProofField } from './ProofField'

interface Props {
  onCodes: (codes: RecoveryCodes) => void
  onClose: () => void
}

/** First the password, then the app's secret and its first code. */
export function SecondFactorSetUp({ onCodes, onClose }: Props) {
  const [secret, setSecret] = useState<NewSecondFactor | null>(null)
  return secret ? (
    <ScanStep secret={secret} onCodes={onCodes} onClose={onClose} />
  ) : (
    <ProofStep onSecret={setSecret} onClose={onClose} />
  )
}

function ProofStep({ onSecret, onClose }: { onSecret: (secret: NewSecondFactor) => void; onClose: () => void }) {
  const { t } = useTranslation()
  const [form] = Form.useForm<Proof>()
  return (
    <FormDialog
      title={t('secondFactor.title')}
      form={form}
      ok={t('secondFactor.next')}
      onSave={async (proof) => onSecret(await beginSecondFactor(proof))}
      onClose={onClose}
      goesOn
    >
      <p className="muted dialog-text">{t('secondFactor.explained')}</p>
      <ProofField autoFocus />
    </FormDialog>
  )
}

function ScanStep({ secret, onCodes, onClose }: Props & { secret: NewSecondFactor }) {
  const { t } = useTranslation()
  const [form] = Form.useForm<{ code: string }>()
  const save = async ({ code }: { code: string }) => onCodes(await confirmSecondFactor(code.replace(/\s/g, '')))
  return (
    <FormDialog
      title={t('secondFactor.title')}
      form={form}
      ok={t('secondFactor.confirm')}
      onSave={save}
      onClose={onClose}
    >
      <div className="stack">
        <p className="muted">{t('secondFactor.scan')}</p>
        <div className="qr">
          <QRCode type="svg" value={secret.address} color="#000000" bgColor="#ffffff" size={190} />
        </div>
        <div>
          <p className="muted">{t('secondFactor.byHand')}</p>
          <CopyField text={secret.secret} label={t('secondFactor.secret')} />
        </div>
        <CodeField appOnly />
      </div>
    </FormDialog>
  )
}
