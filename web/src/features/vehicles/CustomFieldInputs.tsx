import { Form, Input, Select } from 'antd'
import type { CustomField } from '@/api/types'
import { useLanguage } from '@/ui/useLanguage'
import { useCustomFields } from './customFields'

/** The garage's own fields in a vehicle's form. */
export function CustomFieldInputs() {
  const language = useLanguage()
  const fields = useCustomFields().data?.fields ?? []
  return (
    <div className="form-row">
      {fields.map((field) => (
        <Form.Item key={field.key} name={['custom', field.key]} label={field.title[language]}>
          {inputOf(field)}
        </Form.Item>
      ))}
    </div>
  )
}

function inputOf({ kind, choices }: CustomField) {
  if (kind === 'choice') return <Select allowClear options={choices.map((value) => ({ value, label: value }))} />
  if (kind === 'date') return <Input type="date" />
  if (kind === 'number') return <Input inputMode="decimal" dir="ltr" autoComplete="off" />
  return <Input dir="auto" autoComplete="off" maxLength={500} />
}

/** What is sent: an empty text clears, and a comma is a point. */
export function customOf(typed: Record<string, string | undefined> | undefined, fields: CustomField[]) {
  const entries = fields.map(({ key, kind }) => {
    const value = typed?.[key] ?? ''
    return [key, kind === 'number' ? value.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.') : value]
  })
  return Object.fromEntries(entries) as Record<string, string>
}
