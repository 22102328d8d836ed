import { DeleteOutlined, PictureOutlined } from '@ant-design/icons'
import { App, Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

/** Bytes that fit into what the API takes, in base64. */
const LARGEST = 300_000

interface Props {
  /** A picture in base64. */
  value?: string | null
  onChange?: (logo: string | null) => void
  disabled?: boolean
  id?: string
}

/** Chooses a logo and shows it. */
export function LogoInput({ value, onChange, disabled, id }: Props) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const input = useRef<HTMLInputElement>(null)
  const source = usePicture(value)
  const take = async (file: File | undefined) => {
    if (!file) return
    if (file.size > LARGEST) {
      message.error(t('styles.logoTooLarge'))
      return
    }
    onChange?.(toBase64(new Uint8Array(await file.arrayBuffer())))
  }
  return (
    <div className="row wrap">
      {source && <img className="style-logo" src={source} alt={t('styles.logo')} />}
      <input
        ref={input}
        id={id}
        disabled={disabled}
        type="file"
        accept="image/png,image/jpeg,image/webp"
        style={{ display: 'none' }}
        aria-label={t('styles.chooseLogo')}
        onChange={({ target }) => {
          take(target.files?.[0])
          target.value = ''
        }}
      />
      <Button icon={<PictureOutlined />} disabled={disabled} onClick={() => input.current?.click()}>
        {t('styles.chooseLogo')}
      </Button>
      {value && !disabled && (
        <Button icon={<DeleteOutlined />} onClick={() => onChange?.(null)}>
          {t('styles.removeLogo')}
        </Button>
      )}
    </div>
  )
}

function toBase64(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text)
}

/** An address of a picture, for as long as it is shown. */
function usePicture(base64: string | null | undefined): string | null {
  const [source, setSource] = useState<string | null>(null)
  useEffect(() => {
    if (!base64) {
      setSource(null)
      return
    }
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
    const made = URL.createObjectURL(new Blob([bytes]))
    setSource(made)
    return () => URL.revokeObjectURL(made)
  }, [base64])
  return source
}
