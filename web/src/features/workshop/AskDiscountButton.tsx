import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BasisPoints, Id, Line } from '@/api/types'
import { FormDialog } from '@/ui/FormDialog'
import { formatScaled } from '@/ui/scaled'
import { useLanguage } from '@/ui/useLanguage'
import { useAskDiscount } from './requests'

interface Props {
  order: Id
  line: Line
  share: BasisPoints
}

/** Asks for a line's discount that the role does not allow. */
export function AskDiscountButton({ order, line, share }: Props) {
  const { t } = useTranslation()
  const language = useLanguage()
  const askFor = useAskDiscount(order)
  const [form] = Form.useForm<{ reason: string }>()
  const [asking, setAsking] = useState(false)
  const ask = ({ reason }: { reason: string }) => askFor({ line_id: line.id, share, reason })
  return (
    <>
      <Button size="small" type="link" onClick={() => setAsking(true)}>
        {t('reductions.ask')}
      </Button>
      {asking && (
        <FormDialog
          title={`${line.description} · ${formatScaled(share, 2, language)} %`}
          form={form}
          ok={t('reductions.ask')}
          onSave={ask}
          onClose={() => setAsking(false)}
        >
          <Form.Item
            name="reason"
            label={t('reductions.reason')}
            rules={[{ required: true, message: t('form.required') }]}
          >
            <Input maxLength={200} autoFocus />
          </Form.Item>
          <p className="muted">{t('reductions.askHint')}</p>
        </FormDialog>
      )}
    </>
  )
}
