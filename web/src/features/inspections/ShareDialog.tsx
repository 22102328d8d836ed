import { MailOutlined, PlusOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { errorText } from '@/api/problem'
import type { CustomerLink, Inspection } from '@/api/types'
import { CopyField } from '@/ui/CopyField'
import { Tag } from '@/ui/StatusTag'
import { Age, Time, useNow } from '@/ui/Time'
import { makeLink, revokeLink, sendReport } from './commands'
import { inspectionKey, useKeepInspection } from './queries'

/** The report for the customer: by a message, or a link to hand over; and which of them were opened. */
export function ShareDialog({ inspection, onClose }: { inspection: Inspection; onClose: () => void }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const client = useQueryClient()
  const keep = useKeepInspection()
  const [address, setAddress] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const run = async (command: () => Promise<unknown>) => {
    setBusy(true)
    await command().catch((error: unknown) => message.error(errorText(error)))
    setBusy(false)
  }
  const send = () => run(() => sendReport(inspection.id).then(() => message.success(t('inspections.sent'))))
  const make = () =>
    run(async () => {
      const { path } = await makeLink(inspection.id)
      setAddress(`${window.location.origin}${path}`)
      await client.invalidateQueries({ queryKey: inspectionKey(inspection.id) })
    })
  return (
    <Modal open title={t('inspections.share')} width={560} onCancel={onClose} footer={null}>
      <div className="stack">
        <div className="row wrap">
          <Button type="primary" icon={<MailOutlined />} loading={busy} onClick={send}>
            {t('inspections.sendMessage')}
          </Button>
          <Button icon={<PlusOutlined />} loading={busy} onClick={make}>
            {t('inspections.makeLink')}
          </Button>
        </div>
        {address && (
          <>
            <Alert type="warning" showIcon title={t('inspections.linkText')} />
            <CopyField text={address} label={t('inspections.link')} />
          </>
        )}
        <ul className="plain-list stack">
          {inspection.links.map((link) => (
            <Given
              key={link.id}
              link={link}
              onRevoke={() => run(() => revokeLink(inspection.id, link.id).then(keep))}
            />
          ))}
        </ul>
      </div>
    </Modal>
  )
}

export function Given({ link, onRevoke }: { link: CustomerLink; onRevoke: () => void }) {
  const { t } = useTranslation()
  const now = useNow()
  const isOver = link.revoked_at !== null || Date.parse(link.expires_at) <= now
  return (
    <li className="row wrap">
      <span className="grow">
        {t(link.by_message ? 'inspections.byMessage' : 'inspections.byHand')} · <Age at={link.made_at} />
      </span>
      {link.first_opened_at ? (
        <Tag tone="green">
          {t('inspections.opened', { count: link.opened })} · <Time at={link.first_opened_at} />
        </Tag>
      ) : (
        <Tag tone="grey">{t('inspections.notOpened')}</Tag>
      )}
      {isOver ? (
        <Tag tone="grey">{t('inspections.linkOver')}</Tag>
      ) : (
        <Button size="small" danger onClick={onRevoke}>
          {t('inspections.revoke')}
        </Button>
      )}
    </li>
  )
}
