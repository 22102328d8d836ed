import { PrinterOutlined } from '@ant-design/icons'
import { Button, Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { CopyButton } from '@/ui/CopyField'

/** Shown this once: to copy or to print. */
export function RecoveryCodes({ codes, onClose }: { codes: string[]; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Modal
      open
      title={t('secondFactor.codesTitle')}
      width={460}
      className="printed-alone"
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      footer={
        <div className="row wrap">
          <CopyButton text={codes.join('\n')} />
          <Button icon={<PrinterOutlined />} onClick={() => window.print()}>
            {t('common.print')}
          </Button>
          <span className="grow" />
          <Button type="primary" onClick={onClose}>
            {t('secondFactor.codesKept')}
          </Button>
        </div>
      }
    >
      <p className="muted">{t('secondFactor.codesText')}</p>
      <ul className="recovery-codes" dir="ltr">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
    </Modal>
  )
}
