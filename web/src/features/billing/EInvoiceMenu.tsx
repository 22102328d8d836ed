import { FileTextOutlined } from '@ant-design/icons'
import { App, Button, Dropdown } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import { asProblem } from '@/api/problem'
import type { Invoice } from '@/api/types'
import { saveBlob } from '@/ui/saveBlob'
import { EInvoiceFaults } from './EInvoiceFaults'

/** Formats of electronic invoices, with the ending of each. */
const FORMATS = { teif: 'xml', factur_x: 'pdf', cii: 'xml', ubl: 'xml' } as const
type Format = keyof typeof FORMATS

interface Props {
  /** `/invoices/…` or `/credit-notes/…`. */
  path: string
  number: string
  /** The invoice itself, or the one that is credited. */
  invoice: Invoice
  /** Beside others of its kind: only the picture, called so. */
  label?: string
}

/** An issued document as an electronic one; what a format would refuse is said, place by place. */
export function EInvoiceMenu({ path, number, invoice, label }: Props) {
  const { t } = useTranslation()
  const { modal } = App.useApp()
  const take = async (format: Format) => {
    try {
      const file = await api.blob(`${path}/e-invoice`, { query: { format } })
      saveBlob(file, `${number}.${FORMATS[format]}`)
    } catch (refusal) {
      modal.error({
        title: t('billing.eInvoiceRefused'),
        content: <EInvoiceFaults problem={asProblem(refusal)} invoice={invoice} />,
      })
    }
  }
  const items = (Object.keys(FORMATS) as Format[]).map((format) => ({
    key: format,
    label: t(`billing.eInvoices.${format}`),
    onClick: () => take(format),
  }))
  return (
    <Dropdown trigger={['click']} menu={{ items }}>
      {label ? (
        <Button type="text" icon={<FileTextOutlined />} aria-label={label} />
      ) : (
        <Button icon={<FileTextOutlined />}>{t('billing.eInvoice')}</Button>
      )}
    </Dropdown>
  )
}
