import { useParams } from '@tanstack/react-router'
import { App, Button, Form, Tag } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemError } from '@/api/problem'
import type { OpeningHours, Problem, Site } from '@/api/types'
import { useSiteId } from '@/app/site'
import { OnlineBookingPanel } from '@/features/booking/OnlineBookingPanel'
import { applyProblem } from '@/ui/applyProblem'
import { emptyToNull } from '@/ui/emptyToNull'
import { PageHeader } from '@/ui/PageHeader'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { RecordGate } from '@/ui/RecordGate'
import { CloseSite } from './CloseSite'
import { LanguageFields, NumberFields } from './DocumentFields'
import { HoursInput } from './HoursInput'
import { exceptionsNamed, hoursInOrder } from './hours'
import { useSaveSite, useSiteQuery } from './queries'
import { IdentityFields, MoneyFields } from './SiteFields'
import './settings.css'

const WorkshopSettings = lazy(async () => ({
  default: (await import('@/features/workshop/settings/WorkshopSettings')).WorkshopSettings,
}))

/** The chosen site as it stands on its documents. */
export function SitePage() {
  const { t } = useTranslation()
  const id = useSiteId()
  return (
    <div className="site-page">
      <PageHeader title={t('settings.title')} />
      <RecordGate query={useSiteQuery(id)}>
        {(site) => (
          <div className="stack">
            <SiteForm key={id} site={site} />
            <OnlineBookingPanel site={site} />
            <Suspense fallback={null}>
              <WorkshopSettings site={site.id} />
            </Suspense>
          </div>
        )}
      </RecordGate>
    </div>
  )
}

/** Any of the caller's sites. */
export function OneSitePage() {
  const { t } = useTranslation()
  const { id } = useParams({ from: '/app/sites/$id' })
  return (
    <div className="site-page">
      <RecordGate query={useSiteQuery(id)}>
        {(site) => (
          <>
            <PageHeader
              title={site.name}
              beside={
                <>
                  <span className="code muted">{site.code}</span>
                  {site.closed_at && <Tag>{t('settings.closed')}</Tag>}
                </>
              }
              actions={<CloseSite site={site} />}
            />
            <div className="stack">
              <SiteForm key={id} site={site} />
              <OnlineBookingPanel site={site} />
              <Suspense fallback={null}>
                <WorkshopSettings site={site.id} />
              </Suspense>
            </div>
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
      <IdentityFields doubtful={site.warnings.includes('tax_id_key')} />
      <HoursPanel />
      <MoneyFields site={site} />
      <NumberFields />
      <LanguageFields />
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

function HoursPanel() {
  const { t } = useTranslation()
  const check = (holds: (hours: OpeningHours) => boolean, text: string) => ({
    validator: (_: unknown, hours: OpeningHours) =>
      holds(hours) ? Promise.resolve() : Promise.reject(new Error(text)),
  })
  const rules = [check(hoursInOrder, t('hours.order')), check(exceptionsNamed, t('hours.unnamed'))]
  return (
    <section className="panel">
      <header className="panel-head">
        <h2 className="panel-title">{t('hours.title')}</h2>
      </header>
      <div className="panel-body">
        <Form.Item name="hours" rules={rules} className="hours-field">
          <HoursInput />
        </Form.Item>
      </div>
    </section>
  )
}

/** A site's texts are never null: an emptied one is ''. */
function emptyToText(values: Partial<Site>): Partial<Site> {
  const entries = Object.entries(emptyToNull(values)).map(([name, value]: [string, unknown]) => [name, value ?? ''])
  return Object.fromEntries(entries) as Partial<Site>
}
