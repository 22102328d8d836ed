import { Alert, Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import type { MadeApiKey } from '@/api/types'
import { CopyField } from '@/ui/CopyField'

/** The key itself, shown this once. */
export function KeySecret({ made, onClose }: { made: MadeApiKey; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Modal
      open
      title={made.api_key.name}
      width={560}
      onOk={onClose}
      okText={t('keys.kept')}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      cancelButtonProps={{ hidden: true }}
    >
      <div className="stack">
        <Alert type="warning" showIcon title={t('keys.secretText')} />
        <CopyField text={made.secret} label={t('keys.secret')} />
      </div>
    </Modal>
  )
}
