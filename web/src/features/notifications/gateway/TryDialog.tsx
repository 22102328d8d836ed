import { Alert, Form, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Id, SmsTrial } from '@/api/types'
import { FormDialog } from '@/ui/FormDialog'
import { type GatewayKind, tryGateway } from './commands'

/** One message to somebody in the house, and what the gateway says. */
export function TryDialog({ kind, site, onClose }: { kind: GatewayKind; site: Id; onClose: () => void }) {
  const { t } = useTranslation()
  const [form] = Form.useForm<{ to: string }>()
  const [trial, setTrial] = useState<SmsTrial | null>(null)
  const send = async ({ to }: { to: string }) => {
    setTrial(null)
    setTrial(await tryGateway(kind, site, to.trim()))
  }
  return (
    <FormDialog<{ to: string }>
      title={`${t('sms.try')} ${t(`${kind}.settings`)}`}
      form={form}
      initial={{ to: '+216' }}
      onSave={send}
      onClose={onClose}
      ok={t('sms.send')}
      goesOn
    >
      <Form.Item name="to" label={t('sms.to')} extra={t(`${kind}.toHint`)}>
        <Input dir="ltr" type="tel" maxLength={20} />
      </Form.Item>
      {trial && (
        <Alert
          type={trial.outcome === 'taken' ? 'success' : 'error'}
          showIcon
          title={t(`${kind}.trial.${trial.outcome}`)}
          description={trial.said && <bdi>{trial.said}</bdi>}
        />
      )}
    </FormDialog>
  )
}
