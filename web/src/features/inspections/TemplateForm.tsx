import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox, Form, type FormListFieldData, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Id, InspectionNames, InspectionTemplate, InspectionTemplateInput, InspectionUnit } from '@/api/types'
import { CannedJobPicker } from '@/features/canned-jobs/CannedJobPicker'
import { FormDrawer } from '@/ui/FormDrawer'
import { ScaledInput } from '@/ui/ScaledInput'
import { useLanguage } from '@/ui/useLanguage'
import { addTemplate, updateTemplate } from './commands'

const UNITS: InspectionUnit[] = ['millimetre', 'volt', 'bar', 'percent', 'celsius']
const LANGUAGES = ['fr', 'ar', 'en'] as const

interface ItemFields {
  names: InspectionNames
  /** Empty: it is only ticked. */
  unit?: InspectionUnit | null
  soon_below?: number | null
  urgent_below?: number | null
  required?: boolean
  photo_if_urgent?: boolean
  job_title?: string | null
  canned_job_id?: Id | null
}

interface Fields {
  names: InspectionNames
  sections: { names: InspectionNames; items: ItemFields[] }[]
}

/** A template, whole: saving makes a version of its own. */
export function TemplateForm({ template, onClose }: { template?: InspectionTemplate; onClose: () => void }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const client = useQueryClient()
  const [form] = Form.useForm<Fields>()
  const save = async (fields: Fields) => {
    const body = bodyOf(fields)
    await (template ? updateTemplate(template, body) : addTemplate(body))
    await client.invalidateQueries({ queryKey: ['inspection-templates'] })
  }
  return (
    <FormDrawer<Fields>
      title={template?.names[language] ?? t('inspections.newTemplate')}
      form={form}
      initial={template ? fieldsOf(template) : { names: {}, sections: [{ names: {}, items: [{ names: {} }] }] }}
      onSave={save}
      onClose={onClose}
      size={760}
    >
      <Names path={['names']} label={t('inspections.name')} />
      <Form.List name="sections">
        {(sections, { add, remove }) => (
          <>
            {sections.map((section) => (
              <fieldset key={section.key} className="panel panel-body">
                <Names path={[section.name, 'names']} label={t('inspections.section')} />
                <Items section={section} />
                <Button danger type="text" icon={<DeleteOutlined />} onClick={() => remove(section.name)}>
                  {t('inspections.removeSection')}
                </Button>
              </fieldset>
            ))}
            <Button block icon={<PlusOutlined />} onClick={() => add({ names: {}, items: [{ names: {} }] })}>
              {t('inspections.addSection')}
            </Button>
          </>
        )}
      </Form.List>
    </FormDrawer>
  )
}

function Names({ path, label }: { path: (string | number)[]; label: string }) {
  const { t } = useTranslation()
  const language = useLanguage()
  return (
    <div className="form-row">
      {LANGUAGES.map((code) => (
        <Form.Item
          key={code}
          name={[...path, code]}
          label={`${label} · ${code.toUpperCase()}`}
          rules={code === language ? [{ required: true, whitespace: true, message: t('form.required') }] : []}
        >
          <Input dir={code === 'ar' ? 'rtl' : 'ltr'} autoComplete="off" maxLength={80} />
        </Form.Item>
      ))}
    </div>
  )
}

function Items({ section }: { section: FormListFieldData }) {
  const { t } = useTranslation()
  return (
    <Form.List name={[section.name, 'items']}>
      {(items, { add, remove }) => (
        <>
          {items.map((item) => (
            <div key={item.key} className="template-item">
              <div>
                <Names path={[item.name, 'names']} label={t('inspections.item')} />
                <Measure section={section} item={item} />
                <Form.Item name={[item.name, 'job_title']} label={t('inspections.jobTitle')}>
                  <Input autoComplete="off" maxLength={200} />
                </Form.Item>
                <Form.Item name={[item.name, 'canned_job_id']} label={t('cannedJobs.mends')}>
                  <CannedJobPicker />
                </Form.Item>
                <div className="row wrap">
                  <Form.Item name={[item.name, 'required']} valuePropName="checked" noStyle>
                    <Checkbox>{t('inspections.isRequired')}</Checkbox>
                  </Form.Item>
                  <Form.Item name={[item.name, 'photo_if_urgent']} valuePropName="checked" noStyle>
                    <Checkbox>{t('inspections.photoIfUrgent')}</Checkbox>
                  </Form.Item>
                </div>
              </div>
              <Button
                type="text"
                danger
                icon={<DeleteOutlined />}
                aria-label={t('inspections.removeItem')}
                onClick={() => remove(item.name)}
              />
            </div>
          ))}
          <Button icon={<PlusOutlined />} onClick={() => add({ names: {} })}>
            {t('inspections.addItem')}
          </Button>
        </>
      )}
    </Form.List>
  )
}

function Measure({ section, item }: { section: FormListFieldData; item: FormListFieldData }) {
  const { t } = useTranslation()
  const unit: InspectionUnit | undefined = Form.useWatch(['sections', section.name, 'items', item.name, 'unit'])
  const threshold = (name: 'soon_below' | 'urgent_below') => (
    <Form.Item name={[item.name, name]} label={t(`inspections.${name}`)}>
      <ScaledInput decimals={1} min={0} suffix={unit && t(`inspections.unit.${unit}`)} />
    </Form.Item>
  )
  return (
    <div className="form-row">
      <Form.Item name={[item.name, 'unit']} label={t('inspections.measured')}>
        <Select
          allowClear
          placeholder={t('inspections.onlyTicked')}
          options={UNITS.map((value) => ({ value, label: t(`inspections.unit.${value}`) }))}
        />
      </Form.Item>
      {unit && threshold('soon_below')}
      {unit && threshold('urgent_below')}
    </div>
  )
}

const namesOf = ({ fr, ar, en }: InspectionNames): InspectionNames => ({ fr: fr ?? '', ar: ar ?? '', en: en ?? '' })

function bodyOf({ names, sections }: Fields): InspectionTemplateInput {
  return {
    names: namesOf(names),
    sections: sections.map((section) => ({
      names: namesOf(section.names),
      items: section.items.map(({ unit, soon_below = null, urgent_below = null, ...item }) => ({
        names: namesOf(item.names),
        measured: unit ? { unit, soon_below, urgent_below } : null,
        required: item.required ?? false,
        photo_if_urgent: item.photo_if_urgent ?? false,
        job_title: item.job_title?.trim() || null,
        canned_job_id: item.canned_job_id ?? null,
      })),
    })),
  }
}

function fieldsOf({ names, sections }: InspectionTemplate): Fields {
  return {
    names,
    sections: sections.map((section) => ({
      names: section.names,
      items: section.items.map(({ measured, ...item }) => ({ ...item, ...measured })),
    })),
  }
}
