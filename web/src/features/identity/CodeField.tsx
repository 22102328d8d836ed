import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import './sign-in.css'

const DIGITS = 6

interface Props {
  /** All digits are there: nothing is left to do but to send them. */
  onComplete?: () => void
  /** The app is to be tried out: no recovery codes yet. */
  appOnly?: boolean
}

/** The app's code, or one of the recovery codes; the form's field `code`. */
export function CodeField({ onComplete, appOnly = false }: Props) {
  const { t } = useTranslation()
  const [recovery, setRecovery] = useState(false)
  const form = Form.useFormInstance<{ code?: string }>()
  const other = () => {
    form.setFieldValue('code', undefined)
    setRecovery(!recovery)
  }
  return (
    <>
      <Form.Item
        key={recovery ? 'recovery' : 'app'}
        name="code"
        label={t(recovery ? 'secondFactor.recoveryCode' : 'secondFactor.code')}
        extra={t(recovery ? 'secondFactor.recoveryHint' : 'secondFactor.codeHint')}
        rules={[{ required: true, message: t('form.required') }]}
      >
        {recovery ? (
          <Input dir="ltr" className="code" autoFocus autoComplete="off" />
        ) : (
          <Input
            dir="ltr"
            className="code code-digits"
            autoFocus
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={DIGITS + 1}
            onChange={({ target }) => {
              if (target.value.replace(/\s/g, '').length === DIGITS) onComplete?.()
            }}
          />
        )}
      </Form.Item>
      {!appOnly && (
        <Button type="link" size="small" className="other-code" onClick={other}>
          {t(recovery ? 'secondFactor.useApp' : 'secondFactor.useRecovery')}
        </Button>
      )}
    </>
  )
}
