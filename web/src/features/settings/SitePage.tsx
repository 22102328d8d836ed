import { useParams } from '@tanstack/react-router'
import { App, Button, Form } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemError } from '@/api/problem'
import type { Problem, Site } from '@/api/types'
import { useSiteId } from '@/app/site'
import { applyProblem } from '@/ui/applyProblem'
import { emptyToNull } from '@/ui/emptyToNull'
import { PageHeader } from '@/ui/PageHeader'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { RecordGate } from '@/ui/RecordGate'
import { useSaveSite, useSiteQuery } from './queries'
import { IdentityFields, MoneyFields } from './SiteFields'
import './settings.css'

/** The chosen site as it stands on its documents. */
export function SitePage() {
  const { t } = useTranslation()
  const id = useSiteId()
  return (
    <div className="site-page">
      <PageHeader title={t('settings.title')} />
      <RecordGate query={useSiteQuery(id)}>{(site) => <SiteForm key={id} site={site} />}</RecordGate>
    </div>
  )
}

/** Any of the caller's sites. */
export function OneSitePage() {
  const { id } = useParams({ from: '/app/sites/$id' })
  return (
    <div className="site-page">
      <RecordGate query={useSiteQuery(id)}>
        {(site) => (
          <>
            <PageHeader title={site.name} beside={<span className="code muted">{site.code}</span>} />
            <SiteForm key={id} site={site} />
          </>
        )}
      </RecordGate>
    </div>
  )
}

function SiteForm({ site }: { site: Site }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const saveSite = useSaveSite()
  const [form] = Form.useForm<Partial<Site>>()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const may = site.actions.includes('update')
  const save = async (values: Partial<Site>) => {
    setBusy(true)
    setProblem(null)
    try {
      await saveSite(site, emptyToText(values))
      message.success(t('settings.saved'))
    } catch (refusal) {
      setProblem(applyProblem(form, refusal))
    }
    setBusy(false)
  }
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      disabled={!may}
      initialValues={site}
      onFinish={save}
      scrollToFirstError={{ focus: true }}
      className="stack"
    >
      {!may && <p className="note">{t('settings.readOnly')}</p>}
      <IdentityFields />
      <MoneyFields site={site} />
      {problem && <ProblemAlert error={new ProblemError(problem)} />}
      {may && (
        <div>
          <Button type="primary" size="large" htmlType="submit" loading={busy}>
            {t('common.save')}
          </Button>
        </div>
      )}
    </Form>
  )
}

/** A site's texts are never null: an emptied one is ''. */
function emptyToText(values: Partial<Site>): Partial<Site> {
  const entries = Object.entries(emptyToNull(values)).map(([name, value]: [string, unknown]) => [name, value ?? ''])
  return Object.fromEntries(entries) as Partial<Site>
}
