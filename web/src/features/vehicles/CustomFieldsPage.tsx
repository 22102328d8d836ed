import { PlusOutlined } from '@ant-design/icons'
import { App, Button, Form, Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CustomField } from '@/api/types'
import { useMay } from '@/app/permission'
import { EmptyState } from '@/ui/EmptyState'
import { FormDialog } from '@/ui/FormDialog'
import { PageHeader } from '@/ui/PageHeader'
import type { Column } from '@/ui/RowCards'
import { RowsPanel } from '@/ui/RowsPanel'
import { useLanguage } from '@/ui/useLanguage'
import { keyOf, useCustomFields, useSaveCustomFields } from './customFields'

type Row = CustomField & { id: string }
const KINDS: CustomField['kind'][] = ['text', 'number', 'date', 'choice']

/** The fields of vehicles that the garage made. */
export function CustomFieldsPage() {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const may = useMay('vehicle.configure')
  const [edited, setEdited] = useState<CustomField | 'new' | null>(null)
  const query = useCustomFields()
  const keep = useSaveCustomFields()
  const fields = query.data?.fields ?? []
  const save = async (next: CustomField[]) => {
    await keep(next)
    message.success(t('vehicles.fields.saved'))
  }
  const put = (field: CustomField) =>
    save(
      fields.some(({ key }) => key === field.key)
        ? fields.map((old) => (old.key === field.key ? field : old))
        : [...fields, field],
    )
  const add = may && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setEdited('new')}>
      {t('vehicles.fields.add')}
    </Button>
  )
  return (
    <>
      <PageHeader title={t('vehicles.fields.title')} actions={add} />
      <RowsPanel<Row>
        query={{ ...query, data: query.data?.fields.map((field) => ({ ...field, id: field.key })) }}
        columns={useColumns(may ? setEdited : undefined)}
        empty={<EmptyState title={t('vehicles.fields.none')} text={t('vehicles.fields.text')} />}
      />
      {edited && (
        <FieldDialog
          field={edited === 'new' ? undefined : edited}
          taken={fields.map(({ key }) => key)}
          onSave={put}
          onRemove={(field) => save(fields.filter(({ key }) => key !== field.key))}
          onClose={() => setEdited(null)}
        />
      )}
    </>
  )
}

function useColumns(onEdit?: (field: CustomField) => void): Column<Row>[] {
  const { t } = useTranslation()
  const language = useLanguage()
  return [
    {
      key: 'title',
      title: t('vehicles.fields.name'),
      render: ({ id: _, ...field }) =>
        onEdit ? (
          <Button type="link" className="proposal" onClick={() => onEdit(field)}>
            {field.title[language]}
          </Button>
        ) : (
          field.title[language]
        ),
    },
    { key: 'kind', title: t('vehicles.fields.kindLabel'), render: ({ kind }) => t(`vehicles.fields.kind.${kind}`) },
    {
      key: 'choices',
      newLine: true,
      title: t('vehicles.fields.choices'),
      render: ({ choices }) => <bdi className="muted">{choices.join(', ')}</bdi>,
    },
  ]
}

type Fields = Omit<CustomField, 'choices'> & { choices: string }

interface Props {
  field?: CustomField
  taken: string[]
  onSave: (field: CustomField) => Promise<unknown>
  onRemove: (field: CustomField) => Promise<unknown>
  onClose: () => void
}

const NAMES = { fr: 'Français', ar: 'العربية', en: 'English' }
const LANGUAGES = ['fr', 'ar', 'en'] as const

function FieldDialog({ field, taken, onSave, onRemove, onClose }: Props) {
  const { t } = useTranslation()
  const [form] = Form.useForm<Fields>()
  const kind = Form.useWatch('kind', form)
  const required = [{ required: true, whitespace: true, message: t('form.required') }]
  const save = (typed: Fields) => {
    const choices = (typed.choices ?? '').split(/[,،]/).map((choice) => choice.trim())
    const key = field?.key ?? keyOf(typed.title.en, taken, 'field')
    return onSave({ title: typed.title, kind: typed.kind, key, choices: choices.filter((choice) => choice !== '') })
  }
  const remove = async () => {
    if (field) await onRemove(field)
    onClose()
  }
  return (
    <FormDialog<Fields>
      title={field ? t('vehicles.fields.edit') : t('vehicles.fields.add')}
      form={form}
      initial={field ? { ...field, choices: field.choices.join(', ') } : { kind: 'text' }}
      onSave={save}
      onClose={onClose}
    >
      {LANGUAGES.map((language) => (
        <Form.Item key={language} name={['title', language]} label={NAMES[language]} rules={required}>
          <Input dir={language === 'ar' ? 'rtl' : 'ltr'} autoComplete="off" maxLength={80} />
        </Form.Item>
      ))}
      <Form.Item name="kind" label={t('vehicles.fields.kindLabel')}>
        <Select options={KINDS.map((value) => ({ value, label: t(`vehicles.fields.kind.${value}`) }))} />
      </Form.Item>
      {kind === 'choice' && (
        <Form.Item
          name="choices"
          label={t('vehicles.fields.choices')}
          extra={t('vehicles.fields.choicesHint')}
          rules={required}
        >
          <Input dir="auto" autoComplete="off" />
        </Form.Item>
      )}
      {field && (
        <Button danger type="text" onClick={remove}>
          {t('vehicles.fields.remove')}
        </Button>
      )}
    </FormDialog>
  )
}
