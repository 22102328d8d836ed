import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button, Form, Input } from 'antd'
import { type KeyboardEvent, lazy, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemError } from '@/api/problem'
import type { Problem } from '@/api/types'
import { useSiteId } from '@/app/site'
import { applyProblem } from '@/ui/applyProblem'
import { sourceOfKey } from '@/ui/leadSources'
import { PageHeader } from '@/ui/PageHeader'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { ScaledInput } from '@/ui/ScaledInput'
import { useDebounced } from '@/ui/useDebounced'
import { useUrlState } from '@/ui/useUrlState'
import { DeferredPanel } from './DeferredPanel'
import { LeadSourceField } from './LeadSourceField'
import { PromiseField } from './PromiseField'
import { keepOrder } from './queries'
import { CustomerPart, VehiclePart } from './ReceptionParts'
import { ReceptionSearch } from './ReceptionSearch'
import { type ReceptionFields, receive, StepError } from './reception'
import { useFound } from './useFound'
import './workshop.css'
import './reception.css'

const CoveredPanel = lazy(async () => ({ default: (await import('./floor/CoveredPanel')).CoveredPanel }))

/** A car arrives: find or create its owner and itself, write the concern, and the order is open. */
export function ReceptionPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const client = useQueryClient()
  const site = useSiteId()
  const [url] = useUrlState()
  const [form] = Form.useForm<ReceptionFields>()
  const { found, setFound, choose, started, reset } = useFound(form, url)
  const odometer = useDebounced(Form.useWatch(['order', 'odometer_in'], form))
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)

  useEffect(() => {
    if (found.vehicle) form.focusField(['order', 'concern'])
  }, [found.vehicle, form])

  const submit = async (fields: ReceptionFields) => {
    setBusy(true)
    setProblem(null)
    try {
      const order = await receive({ site, appointment: url.appointment }, fields, found, setFound)
      keepOrder(client, order.id, order)
      for (const key of ['customers', 'vehicles', 'appointments', 'schedule'])
        client.invalidateQueries({ queryKey: [key] })
      navigate({ to: `/work-orders/${order.id}` })
    } catch (error) {
      const { step, cause } = error instanceof StepError ? error : { step: 'order', cause: error }
      setProblem(applyProblem(form, cause, [step]))
      setBusy(false)
    }
  }
  const keyDown = (event: KeyboardEvent) => {
    if ((event.ctrlKey || event.metaKey) && event.key === 'Enter') form.submit()
    const source = sourceOfKey(event)
    if (!source) return
    event.preventDefault()
    const chosen = form.getFieldValue(['order', 'lead_source'])
    form.setFieldValue(['order', 'lead_source'], chosen === source ? null : source)
  }
  const required = [{ required: true, whitespace: true, message: t('form.required') }]
  return (
    <div className="reception">
      <PageHeader
        title={t('reception.title')}
        actions={started && <Button onClick={reset}>{t('reception.startOver')}</Button>}
      />
      {!started && (
        <section className="panel panel-body reception-start">
          <h2 className="panel-title">{t('reception.search')}</h2>
          <ReceptionSearch initial={url.q} onChoose={choose} />
          <p className="muted">{t('reception.hint')}</p>
        </section>
      )}
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ order: { concern: url.concern } }}
        onFinish={submit}
        scrollToFirstError={{ focus: true }}
        hidden={!started}
        onKeyDown={keyDown}
      >
        <div className="reception-grid">
          <CustomerPart found={found} onFound={setFound} />
          <VehiclePart found={found} onFound={setFound} />
        </div>
        <DeferredPanel vehicle={found.vehicle?.id} />
        {found.vehicle && (
          <Suspense fallback={null}>
            <CoveredPanel vehicle={found.vehicle.id} odometer={odometer} />
          </Suspense>
        )}
        <section className="panel panel-body">
          <Form.Item name={['order', 'concern']} label={t('reception.concern')} rules={required}>
            <Input.TextArea autoSize={{ minRows: 2 }} dir="auto" placeholder={t('reception.concernPlaceholder')} />
          </Form.Item>
          <div className="reception-row">
            <Form.Item name={['order', 'odometer_in']} label={t('workshop.odometer')}>
              <ScaledInput decimals={0} suffix="km" />
            </Form.Item>
            <Form.Item name={['order', 'key_tag']} label={t('workshop.keyTag')}>
              <Input autoComplete="off" />
            </Form.Item>
            <Form.Item name={['order', 'promised_at']} label={t('workshop.promise')}>
              <PromiseField />
            </Form.Item>
          </div>
          <Form.Item name={['order', 'lead_source']} noStyle>
            <LeadSourceField />
          </Form.Item>
          {problem && <ProblemAlert error={new ProblemError(problem)} />}
          <div className="reception-go">
            <Button type="primary" size="large" htmlType="submit" loading={busy}>
              {t('reception.go')}
            </Button>
            <span className="muted desktop-only">
              <kbd dir="ltr">Ctrl ↵</kbd>
            </span>
          </div>
        </section>
      </Form>
    </div>
  )
}
