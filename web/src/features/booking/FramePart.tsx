import { Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ScheduleSettings, Site } from '@/api/types'
import { CopyButton } from '@/ui/CopyField'
import { isOrigin, originOf, snippet } from './frames'

/** Which web sites may show the booking page, and what is pasted there. */
export function FramePart({ site, settings }: { site: Site; settings: ScheduleSettings }) {
  const { t } = useTranslation()
  const { origin } = window.location
  const text = snippet({ origin, code: site.code, title: t('booking.frameTitle') })
  return (
    <>
      <Form.Item
        name="frames"
        label={t('booking.frames')}
        extra={t('booking.framesHint')}
        rules={[
          {
            validator: async (_, origins: string[]) => {
              if (!origins.every(isOrigin)) throw new Error(t('booking.framesInvalid'))
            },
          },
        ]}
        normalize={(typed: string[]) => [...new Set(typed.map(originOf))]}
      >
        <Select mode="tags" open={false} suffix={null} maxCount={10} tokenSeparators={[' ', ',']} />
      </Form.Item>
      {settings.online && settings.frames.length > 0 && (
        <Form.Item label={t('booking.snippet')} htmlFor="booking-snippet">
          <Input.TextArea id="booking-snippet" readOnly rows={6} dir="ltr" className="code" value={text} />
          <CopyButton text={text} />
        </Form.Item>
      )}
    </>
  )
}
