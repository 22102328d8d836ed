import { FileDoneOutlined } from '@ant-design/icons'
import { App, Button, Popconfirm } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { asProblem, errorText } from '@/api/problem'
import { newKey } from '@/api/repeat'
import type { Invoice } from '@/api/types'
import { useUrlState } from '@/ui/useUrlState'
import { issueInvoice } from './commands'
import { EInvoiceFaults } from './EInvoiceFaults'
import { useKeepInvoice } from './useKeepInvoice'

/** Gives the draft its number and freezes it; asked for once more, because it cannot be undone. */
export function IssueButton({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation()
  const { message, modal } = App.useApp()
  const keep = useKeepInvoice()
  const [url] = useUrlState()
  const [key] = useState(newKey)
  const [busy, setBusy] = useState(false)
  const issue = async () => {
    setBusy(true)
    try {
      const issued = keep(await issueInvoice(invoice.id, key))
      message.success(t('billing.issued', { number: issued.number ?? '' }))
    } catch (refusal) {
      const problem = asProblem(refusal)
      if (problem.code === 'e-invoice-refused') {
        modal.error({
          title: errorText(refusal),
          content: <EInvoiceFaults problem={problem} invoice={invoice} />,
        })
      } else message.error(errorText(refusal))
      setBusy(false)
    }
  }
  return (
    <Popconfirm
      title={t('billing.issueTitle')}
      description={t('billing.issueText')}
      okText={t('billing.issue')}
      cancelText={t('common.cancel')}
      onConfirm={issue}
    >
      <Button type="primary" icon={<FileDoneOutlined />} loading={busy} autoFocus={url.next === '1'}>
        {t('billing.issue')}
      </Button>
    </Popconfirm>
  )
}
