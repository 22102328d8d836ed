import { App, Form, Radio, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { Language, Vehicle } from '@/api/types'
import { useSiteId } from '@/app/site'
import { FormDialog } from '@/ui/FormDialog'
import { saveBlob } from '@/ui/saveBlob'
import { useLanguage } from '@/ui/useLanguage'

interface Fields {
  lang: Language
  prices: boolean
}

const LANGUAGES: { value: Language; label: string }[] = [
  { value: 'fr', label: 'Français' },
  { value: 'ar', label: 'العربية' },
  { value: 'en', label: 'English' },
]

/** The history as a file to hand over: whose it was before is never in it. */
export function HistoryDialog({ vehicle, onClose }: { vehicle: Vehicle; onClose: () => void }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const [form] = Form.useForm<Fields>()
  const site = useSiteId()
  const print = async ({ lang, prices }: Fields) => {
    const pdf = await api.blob(`/vehicles/${vehicle.id}/history.pdf`, {
      query: { lang, prices, site: site || undefined },
    })
    saveBlob(pdf, `${vehicle.plate.text.replace(/\s+/g, '-')}.pdf`)
    message.success(t('vehicles.pack.done'))
  }
  return (
    <FormDialog<Fields>
      title={t('vehicles.pack.title')}
      ok={t('vehicles.pack.print')}
      form={form}
      initial={{ lang: useLanguage(), prices: false }}
      onSave={print}
      onClose={onClose}
    >
      <p className="muted">{t('vehicles.pack.text')}</p>
      <Form.Item name="lang" label={t('vehicles.pack.language')}>
        <Radio.Group options={LANGUAGES} />
      </Form.Item>
      <Form.Item
        name="prices"
        label={t('vehicles.pack.prices')}
        extra={t('vehicles.pack.pricesText')}
        valuePropName="checked"
      >
        <Switch />
      </Form.Item>
    </FormDialog>
  )
}
