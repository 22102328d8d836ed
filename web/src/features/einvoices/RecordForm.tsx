import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemError } from '@/api/problem'
import type { EInvoiceRecord, Problem } from '@/api/types'
import { applyProblem } from '@/ui/applyProblem'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { recordByHand } from './commands'

interface Props {
  document: EInvoiceRecord
  onRecorded: (record: EInvoiceRecord) => void
}

/** Under what reference the platform took a document that somebody brought there. */
export function RecordForm({ document: { id, version }, onRecorded }: Props) {
  const { t } = useTranslation()
  const [form] = Form.useForm<{ reference: string }>()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const save = async ({ reference }: { reference: string }) => {
    setBusy(true)
    setProblem(null)
    try {
      onRecorded(await recordByHand(id, version, reference))
    } catch (refusal) {
      setProblem(applyProblem(form, refusal))
    }
    setBusy(false)
  }
  return (
    <Form form={form} layout="vertical" requiredMark={false} onFinish={save}>
      <p className="muted">{t('eInvoices.byHand')}</p>
      <Form.Item
        name="reference"
        label={t('eInvoices.reference')}
        rules={[{ required: true, whitespace: true, message: t('eInvoices.referenceMissing') }]}
      >
        <Input dir="ltr" maxLength={100} autoComplete="off" />
      </Form.Item>
      {problem && <ProblemAlert error={new ProblemError(problem)} />}
      <Button htmlType="submit" loading={busy}>
        {t('eInvoices.record')}
      </Button>
    </Form>
  )
}
