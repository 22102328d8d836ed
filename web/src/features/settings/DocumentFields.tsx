import { Checkbox, Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Language, Site } from '@/api/types'
import { LANGUAGES } from '@/app/locale'
import { ScaledInput } from '@/ui/ScaledInput'

const KINDS = ['work_order', 'invoice'] as const

/** What the numbers of new documents begin with; sequences go on, and numbers that were given stay. */
export function NumberFields() {
  const { t } = useTranslation()
  const rules = [
    { required: true, message: t('form.required') },
    { pattern: /^[A-Z0-9]+(-[A-Z0-9]+)*$/, message: t('settings.prefixRule') },
  ]
  return (
    <section className="panel">
      <header className="panel-head">
        <h2 className="panel-title">{t('settings.numbers')}</h2>
      </header>
      <div className="panel-body">
        <p className="muted money-hint">{t('settings.numbersHint')}</p>
        <div className="form-row">
          {KINDS.map((kind) => (
            <Form.Item
              key={kind}
              name={['prefixes', kind]}
              label={t(`settings.prefix.${kind}`)}
              rules={rules}
              normalize={(text: string) => text.toUpperCase()}
              extra={<Example kind={kind} />}
            >
              <Input dir="ltr" className="code" maxLength={12} autoComplete="off" />
            </Form.Item>
          ))}
          <Form.Item
            name="number_width"
            label={t('settings.width')}
            rules={[{ required: true, message: t('form.required') }]}
          >
            <ScaledInput decimals={0} />
          </Form.Item>
        </div>
      </div>
    </section>
  )
}

/** The number of a 42nd document this year. */
function Example({ kind }: { kind: (typeof KINDS)[number] }) {
  const form = Form.useFormInstance<Site>()
  const prefix = Form.useWatch(['prefixes', kind], form)
  const width = Form.useWatch('number_width', form) ?? 5
  const sequence = '42'.padStart(Math.min(9, Math.max(1, width)), '0')
  return (
    <bdi dir="ltr" className="code">
      {prefix}-{new Date().getFullYear()}-{sequence}
    </bdi>
  )
}

/** As a rule of its own: a group of boxes may not be called required. */
const anyOf = (message: string) => (_: unknown, chosen?: unknown[]) =>
  chosen?.length ? Promise.resolve() : Promise.reject(new Error(message))

/** What customers may choose from, and what they get when they choose none. */
export function LanguageFields() {
  const { t } = useTranslation()
  const required = [{ required: true, message: t('form.required') }]
  const languages = LANGUAGES.map(({ code, name }) => ({ value: code, label: name }))
  return (
    <section className="panel">
      <header className="panel-head">
        <h2 className="panel-title">{t('settings.languages')}</h2>
      </header>
      <div className="panel-body form-row">
        <Form.Item name="languages" label={t('settings.offered')} rules={[{ validator: anyOf(t('form.required')) }]}>
          <Checkbox.Group options={languages} />
        </Form.Item>
        <Form.Item
          name="default_language"
          label={t('settings.defaultLanguage')}
          dependencies={['languages']}
          rules={[
            ...required,
            ({ getFieldValue }) => ({
              validator: (_, language: Language) =>
                (getFieldValue('languages') as Language[])?.includes(language)
                  ? Promise.resolve()
                  : Promise.reject(new Error(t('settings.notOffered'))),
            }),
          ]}
        >
          <Select options={languages} />
        </Form.Item>
      </div>
    </section>
  )
}
