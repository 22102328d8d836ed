import { PrinterOutlined } from '@ant-design/icons'
import { App, Button, Drawer } from 'antd'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { errorText } from '@/api/problem'
import type { OrderIntakes, WorkOrder } from '@/api/types'
import { IntakeForm } from './IntakeForm'
import { IntakeSheet } from './IntakeSheet'
import { useIntakeCommands } from './queries'
import './intake.css'

interface Props {
  order: WorkOrder
  intakes: OrderIntakes
  onClose: () => void
}

/** The sheet that is being written, or those that are signed; a correction is a new one. */
export function IntakeDrawer({ order, intakes, onClose }: Props) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const { begin } = useIntakeCommands(order.id)
  const begun = useRef(false)
  const start = () => begin().catch((error: unknown) => message.error(errorText(error)))
  const none = intakes.items.length === 0
  useEffect(() => {
    // The first sheet begins by being opened.
    if (none && !begun.current) {
      begun.current = true
      start()
    }
  })
  const [newest, ...older] = intakes.items
  const isOpen = newest?.actions.includes('update') ?? false
  const extra = (
    <div className="row">
      {newest?.signed_at && (
        <Button icon={<PrinterOutlined />} onClick={() => window.print()}>
          {t('common.print')}
        </Button>
      )}
      {intakes.actions.includes('begin') && !none && <Button onClick={start}>{t('intake.correct')}</Button>}
    </div>
  )
  return (
    <Drawer
      open
      size={720}
      className="intake-drawer"
      title={`${t('intake.title')} · ${order.vehicle?.plate}`}
      extra={extra}
      onClose={onClose}
    >
      {newest && isOpen && <IntakeForm key={newest.id} order={order} sheet={newest} />}
      {newest && !isOpen && <IntakeSheet order={order} sheet={newest} />}
      {older.map((sheet) => (
        <details key={sheet.id} className="intake-older">
          <summary>{t('intake.number', { number: sheet.number })}</summary>
          <IntakeSheet order={order} sheet={sheet} />
        </details>
      ))}
    </Drawer>
  )
}
