import { CheckOutlined, CopyOutlined } from '@ant-design/icons'
import { App, Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { copyText } from './copy'

/** Something to take along: a link, a key. */
export function CopyField({ text, label }: { text: string; label: string }) {
  return (
    <div className="row">
      <Input
        readOnly
        dir="ltr"
        className="code"
        aria-label={label}
        value={text}
        onFocus={(event) => event.target.select()}
      />
      <CopyButton text={text} />
    </div>
  )
}

export function CopyButton({ text }: { text: string }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const [copied, setCopied] = useState(false)
  const copy = () =>
    copyText(text).then(
      () => setCopied(true),
      () => message.warning(t('common.notCopied')),
    )
  return (
    <Button icon={copied ? <CheckOutlined /> : <CopyOutlined />} onClick={copy}>
      {t(copied ? 'common.copied' : 'common.copy')}
    </Button>
  )
}
