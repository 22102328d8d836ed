import { Alert, Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { CopyField } from '@/ui/CopyField'

interface Props {
  /** Whose link it is. */
  name: string
  link: string
  kind: 'invitation' | 'reset'
  onClose: () => void
}

/** Where no mail reaches somebody: a link to hand over oneself. It is shown this once. */
export function SecretLink({ name, link, kind, onClose }: Props) {
  const { t } = useTranslation()
  const reset = kind === 'reset'
  return (
    <Modal
      open
      title={t('users.linkTitle', { name })}
      width={520}
      onCancel={onClose}
      onOk={onClose}
      okText={t('common.close')}
      footer={(_, { OkBtn }) => <OkBtn />}
      mask={{ closable: false }}
    >
      <div className="stack">
        <Alert type="warning" showIcon title={t(reset ? 'users.resetText' : 'users.linkText')} />
        <CopyField text={link} label={t(reset ? 'users.resetLink' : 'users.link')} />
      </div>
    </Modal>
  )
}
