import { Alert, Modal } from 'antd'
import { CopyField } from './CopyField'

interface Props {
  title: string
  secret: string
  /** What it is called. */
  label: string
  /** Why it is to be copied now. */
  text: string
  ok: string
  onClose: () => void
}

/** A secret that is shown this once: only saying that it was copied closes it. */
export function SecretOnce({ title, secret, label, text, ok, onClose }: Props) {
  return (
    <Modal
      open
      title={<bdi>{title}</bdi>}
      width={560}
      onOk={onClose}
      okText={ok}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      footer={(_, { OkBtn }) => <OkBtn />}
    >
      <div className="stack">
        <Alert type="warning" showIcon title={text} />
        <CopyField text={secret} label={label} />
      </div>
    </Modal>
  )
}
