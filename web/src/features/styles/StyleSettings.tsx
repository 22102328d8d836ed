import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Form, Input, Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import { ProblemError } from '@/api/problem'
import type { DocumentStyle, Id, Language, Problem, SetDocumentStyle } from '@/api/types'
import { LANGUAGES } from '@/app/locale'
import { applyProblem } from '@/ui/applyProblem'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { useLanguage } from '@/ui/useLanguage'
import { ColourInput } from './ColourInput'
import { LogoInput } from './LogoInput'
import { StylePreview } from './StylePreview'
import './styles.css'

/** How a site's documents look, beside an example that follows what is typed. */
export function StyleSettings({ site }: { site: Id }) {
  const { t } = useTranslation()
  const { data } = useQuery({
    queryKey: ['document-styles', site],
    queryFn: ({ signal }) => api.get<DocumentStyle>(`/document-styles/${site}`, { signal }),
  })
  return (
    <section className="panel" aria-label={t('styles.title')}>
      <header className="panel-head">
        <h2 className="panel-title">{t('styles.title')}</h2>
      </header>
      <div className="panel-body stack">
        <p className="muted">{t('styles.hint')}</p>
        {data && <StyleForm key={data.version} site={site} style={data} />}
      </div>
    </section>
  )
}

const PAPERS = ['a4', 'slip'] as const

const asSent = ({ colour, logo, footers, terms, receipts_on }: SetDocumentStyle): SetDocumentStyle => ({
  colour: colour || null,
  logo: logo || null,
  footers,
  terms,
  receipts_on,
})

function StyleForm({ site, style }: { site: Id; style: DocumentStyle }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const client = useQueryClient()
  const [form] = Form.useForm<SetDocumentStyle>()
  const [language, setLanguage] = useState<Language>(useLanguage())
  const [values, setValues] = useState(() => asSent(style))
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const may = style.actions.includes('update')
  const save = async () => {
    setBusy(true)
    setProblem(null)
    try {
      await api.put(`/document-styles/${site}`, values, { version: style.version })
      message.success(t('settings.saved'))
      await client.invalidateQueries({ queryKey: ['document-styles', site] })
    } catch (refusal) {
      setProblem(applyProblem(form, refusal))
    }
    setBusy(false)
  }
  return (
    <div className="style-columns">
      <Form
        form={form}
        name="style"
        layout="vertical"
        requiredMark={false}
        disabled={!may}
        initialValues={values}
        onValuesChange={() => {
          setProblem(null)
          setValues(asSent(form.getFieldsValue(true)))
        }}
        onFinish={save}
      >
        <Form.Item name="logo" label={t('styles.logo')} extra={t('styles.logoHint')}>
          <LogoInput disabled={!may} />
        </Form.Item>
        <Form.Item name="colour" label={t('styles.colour')}>
          <ColourInput disabled={!may} />
        </Form.Item>
        <Form.Item name="receipts_on" label={t('styles.receiptsOn')} extra={t('styles.receiptsOnHint')}>
          <Segmented block options={PAPERS.map((value) => ({ value, label: t(`styles.paper.${value}`) }))} />
        </Form.Item>
        <Segmented
          aria-label={t('styles.language')}
          value={language}
          onChange={(next) => setLanguage(next as Language)}
          options={LANGUAGES.map(({ code, name }) => ({ value: code, label: name }))}
        />
        {LANGUAGES.map(({ code }) => (
          <div key={code} hidden={code !== language}>
            <Form.Item name={['footers', code]} label={t('styles.footer')} extra={t('styles.footerHint')}>
              <Input.TextArea dir="auto" maxLength={400} autoSize={{ minRows: 2, maxRows: 4 }} />
            </Form.Item>
            <Form.Item name={['terms', code]} label={t('styles.terms')} extra={t('styles.termsHint')}>
              <Input.TextArea dir="auto" maxLength={6000} autoSize={{ minRows: 4, maxRows: 12 }} />
            </Form.Item>
          </div>
        ))}
        {problem && <ProblemAlert error={new ProblemError(problem)} />}
        {may && (
          <Button type="primary" htmlType="submit" loading={busy}>
            {t('styles.save')}
          </Button>
        )}
      </Form>
      <StylePreview site={site} values={may ? values : null} language={language} />
    </div>
  )
}
