import { Alert, Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Invited } from '@/api/types'
import { CopyField } from '@/ui/CopyField'

/** In a garage without a mail server: the link, to hand over oneself. */
export function InvitationLink({ invited: { user, link }, onClose }: { invited: Invited; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Modal
      open
      title={t('users.linkTitle', { name: user.name })}
      width={520}
      onCancel={onClose}
      onOk={onClose}
      okText={t('common.close')}
      cancelButtonProps={{ hidden: true }}
      mask={{ closable: false }}
    >
      <div className="stack">
        <Alert type="warning" showIcon title={t('users.linkText')} />
        <CopyField text={link ?? ''} label={t('users.link')} />
      </div>
    </Modal>
  )
}
