import { InboxOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Upload } from 'antd'
import { useTranslation } from 'react-i18next'
import type { InvoicedAttachments } from '@/api/types'
import { useMay } from '@/app/permission'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { AttachmentRow } from './AttachmentRow'
import { type Document, useAttachments, useOrdersAttachments } from './attachments'
import { ChosenFiles } from './ChosenFiles'
import { TAKEN } from './chosen'
import { useSending } from './useSending'
import './attachments.css'

/** Papers kept with a document: what was signed, what somebody wrote. Of an invoice those of its orders too. */
export function AttachmentsPanel(document: Document) {
  const { t } = useTranslation()
  const query = useAttachments(document)
  const sending = useSending(document)
  const items = query.data?.items ?? []
  const may = query.data?.actions.includes('add') ?? false
  const mayOrders = useMay('work_order.read')
  const of = useOrdersAttachments(document.id, document.kind === 'invoices' && mayOrders)
  const orders = of.data?.orders ?? []
  if (query.isSuccess && !may && items.length === 0 && orders.length === 0) return null
  return (
    <section className="panel" aria-label={t('attachments.title')}>
      <header className="panel-head">
        <h2 className="panel-title grow">{t('attachments.title')}</h2>
      </header>
      <div className="panel-body stack">
        {query.error && <ProblemAlert error={query.error} onRetry={() => query.refetch()} />}
        {may && (
          <Upload.Dragger
            multiple
            accept={TAKEN.join(',')}
            showUploadList={false}
            // What it would leave out without a word is said.
            onDrop={({ dataTransfer }) => {
              sending.choose([...dataTransfer.files].filter(({ type }) => !TAKEN.includes(type)))
            }}
            beforeUpload={(file) => {
              sending.choose([file])
              return false
            }}
          >
            <p>
              <InboxOutlined /> {t('attachments.drop')}
            </p>
            <p className="small muted">{t('attachments.taken')}</p>
          </Upload.Dragger>
        )}
        <ChosenFiles sending={sending} />
        {query.isSuccess && items.length === 0 && sending.chosen.length === 0 && (
          <p className="muted">{t('attachments.none')}</p>
        )}
        <ul className="attachments">
          {items.map((one) => (
            <AttachmentRow key={one.id} document={document} one={one} />
          ))}
        </ul>
        {orders.map((order) => (
          <OfOrder key={order.work_order_id} order={order} />
        ))}
      </div>
    </section>
  )
}

function OfOrder({ order }: { order: InvoicedAttachments }) {
  const { t } = useTranslation()
  const document: Document = { kind: 'work-orders', id: order.work_order_id }
  return (
    <div className="stack">
      <h3 className="attachments-of">
        <Link to="/work-orders/$id" params={{ id: order.work_order_id }}>
          {t('attachments.ofOrder', { number: order.number })}
        </Link>
      </h3>
      <ul className="attachments">
        {order.items.map((one) => (
          <AttachmentRow key={one.id} document={document} one={one} />
        ))}
      </ul>
    </div>
  )
}
