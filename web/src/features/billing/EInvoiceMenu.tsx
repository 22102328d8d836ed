import { FileTextOutlined } from '@ant-design/icons'
import { App, Button, Dropdown } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import { asProblem } from '@/api/problem'
import type { Invoice } from '@/api/types'
import { saveBlob } from '@/ui/saveBlob'

/** Formats of electronic invoices, with the ending of each. */
const FORMATS = { teif: 'xml', factur_x: 'pdf', cii: 'xml', ubl: 'xml' } as const
type Format = keyof typeof FORMATS

/** The invoice as an electronic one; what a format would refuse is said, place by place. */
export function EInvoiceMenu({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation()
  const { modal } = App.useApp()
  if (!invoice.number || invoice.opening) return null
  const take = async (format: Format) => {
    try {
      const file = await api.blob(`/invoices/${invoice.id}/e-invoice`, { query: { format } })
      saveBlob(file, `${invoice.number}.${FORMATS[format]}`)
    } catch (refusal) {
      const { errors = [], title } = asProblem(refusal)
      modal.error({
        title: t('billing.eInvoiceRefused'),
        content: (
          <ul>
            {errors.length === 0 && <li>{title}</li>}
            {errors.map(({ pointer, detail }) => (
              <li key={`${pointer} ${detail}`} dir="ltr">
                <code>{pointer}</code> {detail}
              </li>
            ))}
          </ul>
        ),
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
      <Button icon={<FileTextOutlined />}>{t('billing.eInvoice')}</Button>
    </Dropdown>
  )
}
