import { Form, Input, Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newKey } from '@/api/repeat'
import type { Id, Location } from '@/api/types'
import { FormDialog } from '@/ui/FormDialog'
import { createLocation, updateLocation } from './locations'

type Fields = Pick<Location, 'name' | 'kind'>

interface Props {
  site: Id
  /** A new one without. */
  location?: Location
  onClose: () => void
  onSaved: (location: Location) => unknown
}

/** What a room or a van is called. */
export function LocationForm({ site, location, onClose, onSaved }: Props) {
  const { t } = useTranslation()
  const [key] = useState(newKey)
  const [form] = Form.useForm<Fields>()
  const save = (fields: Fields) =>
    location ? updateLocation(location.id, location.version, fields) : createLocation({ ...fields, site_id: site }, key)
  return (
    <FormDialog<Fields>
      title={location ? t('location.edit') : t('location.new')}
      form={form}
      initial={location ?? { name: '', kind: 'van' }}
      onSave={async (fields) => onSaved(await save(fields))}
      onClose={onClose}
    >
      <Form.Item name="kind">
        <Segmented
          block
          aria-label={t('location.kindLabel')}
          options={(['van', 'room'] as const).map((value) => ({ value, label: t(`location.kind.${value}`) }))}
        />
      </Form.Item>
      <Form.Item
        name="name"
        label={t('location.name')}
        rules={[{ required: true, whitespace: true, message: t('form.required') }]}
      >
        <Input autoFocus autoComplete="off" dir="auto" maxLength={60} placeholder={t('location.namePlaceholder')} />
      </Form.Item>
    </FormDialog>
  )
}
