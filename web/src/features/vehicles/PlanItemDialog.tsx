import { Button, Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Fuel, PlanItem } from '@/api/types'
import { FormDialog } from '@/ui/FormDialog'
import { ScaledInput } from '@/ui/ScaledInput'
import { keyOf } from './customFields'

const FUELS: Fuel[] = ['petrol', 'diesel', 'lpg', 'hybrid', 'electric', 'other']
const LANGUAGES = ['fr', 'ar', 'en'] as const
const NAMES = { fr: 'Français', ar: 'العربية', en: 'English' }

type Fields = Omit<PlanItem, 'words'> & { words: string }

interface Props {
  item?: PlanItem
  taken: string[]
  onSave: (item: PlanItem) => Promise<unknown>
  onRemove: (item: PlanItem) => Promise<unknown>
  onClose: () => void
}

/** An item of the plan: its names, how often, and which jobs did it. */
export function PlanItemDialog({ item, taken, onSave, onRemove, onClose }: Props) {
  const { t } = useTranslation()
  const [form] = Form.useForm<Fields>()
  const required = [{ required: true, whitespace: true, message: t('form.required') }]
  const save = (fields: Fields) => {
    const words = (fields.words ?? '').split(/[,،]/).map((word) => word.trim())
    const key = item?.key ?? keyOf(fields.title.en, taken, 'item')
    return onSave({ ...fields, key, fuels: fields.fuels ?? [], words: words.filter((word) => word !== '') })
  }
  const remove = async () => {
    if (item) await onRemove(item)
    onClose()
  }
  return (
    <FormDialog<Fields>
      title={item ? t('vehicles.plan.edit') : t('vehicles.plan.add')}
      form={form}
      initial={item ? { ...item, words: item.words.join(', ') } : { fuels: [], km: null, months: null, hours: null }}
      onSave={save}
      onClose={onClose}
    >
      {LANGUAGES.map((language) => (
        <Form.Item key={language} name={['title', language]} label={NAMES[language]} rules={required}>
          <Input dir={language === 'ar' ? 'rtl' : 'ltr'} autoComplete="off" maxLength={80} />
        </Form.Item>
      ))}
      <div className="form-row">
        {(['km', 'months', 'hours'] as const).map((name) => (
          <Form.Item key={name} name={name} label={t(`vehicles.plan.${name}`)}>
            <ScaledInput decimals={0} />
          </Form.Item>
        ))}
      </div>
      <Form.Item name="fuels" label={t('vehicles.plan.fuels')}>
        <Select mode="multiple" options={FUELS.map((value) => ({ value, label: t(`vehicles.fuel.${value}`) }))} />
      </Form.Item>
      <Form.Item name="words" label={t('vehicles.plan.words')} extra={t('vehicles.plan.wordsHint')}>
        <Input dir="auto" autoComplete="off" />
      </Form.Item>
      {item && (
        <Button danger type="text" onClick={remove}>
          {t('vehicles.plan.remove')}
        </Button>
      )}
    </FormDialog>
  )
}
