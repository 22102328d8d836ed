import { LinkOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { App, Button, Modal, QRCode } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { errorText } from '@/api/problem'
import type { Invoice, PayLink } from '@/api/types'
import { CopyField } from '@/ui/CopyField'
import { useLanguage } from '@/ui/useLanguage'
import { linkInvoice, onlinePayments, revokeLinks } from './commands'

/** Makes a link by which the customer pays what is due; where the site offers no provider, there is none. */
export function PayLinkButton({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const [link, setLink] = useState<PayLink | null>(null)
  const [busy, setBusy] = useState(false)
  const { data } = useQuery(onlinePayments(invoice.site_id))
  if (!data?.accounts.some(({ enabled }) => enabled)) return null
  const make = async () => {
    setBusy(true)
    await linkInvoice(invoice.id).then(setLink, (refusal: unknown) => message.error(errorText(refusal)))
    setBusy(false)
  }
  const revoke = async () => {
    try {
      await revokeLinks(invoice.id)
      message.success(t('online.revoked'))
      setLink(null)
    } catch (refusal) {
      message.error(errorText(refusal))
    }
  }
  return (
    <footer className="refund">
      <Button icon={<LinkOutlined />} loading={busy} onClick={make}>
        {t('online.link')}
      </Button>
      {link && (
        <Modal
          open
          title={t('online.link')}
          onCancel={() => setLink(null)}
          footer={
            <Button danger onClick={revoke}>
              {t('online.revoke')}
            </Button>
          }
        >
          <Shown link={link} />
        </Modal>
      )}
    </footer>
  )
}

function Shown({ link: { url, expires_at } }: { link: PayLink }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const day = new Intl.DateTimeFormat(language === 'ar' ? 'ar-TN-u-nu-latn' : language, { dateStyle: 'long' })
  return (
    <div className="stack">
      <p>{t('online.linkHint', { day: day.format(new Date(expires_at)) })}</p>
      <CopyField text={url} label={t('online.address')} />
      <p className="muted">{t('online.scan')}</p>
      {/* It says what stands in the field above. */}
      <div aria-hidden>
        <QRCode type="svg" value={url} color="#000000" bgColor="#ffffff" size={220} />
      </div>
    </div>
  )
}
