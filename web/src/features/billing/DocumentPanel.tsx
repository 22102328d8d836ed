import { DownloadOutlined, ExportOutlined } from '@ant-design/icons'
import { App, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import { errorText } from '@/api/problem'
import type { Invoice, Language } from '@/api/types'
import { LANGUAGES } from '@/app/locale'
import { PdfFrame } from '@/ui/PdfFrame'
import { PrintButton } from '@/ui/PrintButton'
import { saveBlob, showBlob } from '@/ui/saveBlob'
import { usePhone } from '@/ui/usePhone'
import { EInvoiceMenu } from './EInvoiceMenu'

/** The printed invoice beside the page; on a phone only its buttons. */
export function DocumentPanel({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const phone = usePhone()
  const [lang, setLang] = useState<Language>(invoice.language)
  const path = `/invoices/${invoice.id}/pdf`
  const title = invoice.number ?? t('billing.draftTitle')
  const withFile = (use: (blob: Blob) => void) =>
    api
      .blob(path, { query: { lang } })
      .then(use)
      .catch((error: unknown) => message.error(errorText(error)))
  return (
    <section className="panel document">
      <header className="panel-head wrap">
        <div className="switch" role="group" aria-label={t('billing.documentLanguage')}>
          {LANGUAGES.map(({ code, short, name }) => (
            <button key={code} type="button" title={name} aria-pressed={code === lang} onClick={() => setLang(code)}>
              {short}
            </button>
          ))}
        </div>
        <span className="grow" />
        {phone && (
          <Button icon={<ExportOutlined className="flip-rtl" />} onClick={() => withFile(showBlob)}>
            {t('billing.open')}
          </Button>
        )}
        {!invoice.opening && (
          <>
            <PrintButton path={path} query={{ lang, paper: 'slip' }}>
              {t('billing.slip')}
            </PrintButton>
            <PrintButton path={`/invoices/${invoice.id}/delivery-slip`} query={{ lang }}>
              {t('billing.deliverySlip')}
            </PrintButton>
          </>
        )}
        {invoice.number && !invoice.opening && (
          <EInvoiceMenu path={`/invoices/${invoice.id}`} number={invoice.number} invoice={invoice} />
        )}
        <Button icon={<DownloadOutlined />} onClick={() => withFile((blob) => saveBlob(blob, `${title}.pdf`))}>
          {t('billing.download')}
        </Button>
      </header>
      {!phone && <PdfFrame key={invoice.version} path={path} query={{ lang }} title={title} />}
    </section>
  )
}
