import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Form, Input, Radio, Select, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { Id, Page, ReportSchedule, ReportToSave, SavedReport, Staff } from '@/api/types'
import { mayAnywhere, mayAt } from '@/app/may'
import { useMe } from '@/app/session'
import { ALL } from '@/app/site'
import { FormDrawer } from '@/ui/FormDrawer'
import { useLanguage } from '@/ui/useLanguage'
import { changeReport, DAYS, hasDays, hourText, KEY, SHOWS, saveReport, weekdayName } from './saved'

interface Props {
  /** The one to change; a new one without. */
  report?: SavedReport
  /** What a new one begins with. */
  begin: Pick<ReportToSave, 'shows' | 'kpi' | 'site_id' | 'period'>
  onClose: () => void
}

/** As the form has it: none and all are choices. */
interface Fields extends Omit<ReportToSave, 'schedule' | 'site_id'> {
  site_id: Id
  schedule: Omit<ReportSchedule, 'every'> & { every: ReportSchedule['every'] | 'never' }
}

const range = (from: number, until: number) => Array.from({ length: until - from + 1 }, (_, place) => from + place)

/** What a report shows, of which days, and to whom it goes when. */
export function SavedForm({ report, begin, onClose }: Props) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const me = useMe()
  const [form] = Form.useForm<Fields>()
  const of = report ?? { ...begin, name: '', format: 'xlsx' as const, shared: false, schedule: undefined }
  const initial: Partial<Fields> = {
    name: of.name,
    shows: of.shows,
    kpi: of.kpi ?? undefined,
    site_id: of.site_id ?? ALL,
    period: of.period,
    format: of.format,
    shared: of.shared,
    schedule: of.schedule ?? { every: 'never', on: null, hour: 7, recipients: me ? [me.id] : [] },
  }
  const save = async (fields: Fields) => {
    const body = bodyOf(fields, mayManage)
    await (report ? changeReport(report, body) : saveReport(body))
    await client.invalidateQueries({ queryKey: KEY })
  }
  const shows = Form.useWatch('shows', form) ?? of.shows
  const site = Form.useWatch('site_id', form) ?? initial.site_id ?? ALL
  const mayManage = site === ALL ? mayAnywhere(me, ['report.manage']) : mayAt(me, site, 'report.manage')
  const required = { required: true, message: t('form.required') }
  const sites = (me?.sites ?? []).map(({ id, name }) => ({ value: id, label: name }))
  return (
    <FormDrawer
      title={t(report ? 'savedReports.change' : 'savedReports.new')}
      form={form}
      initial={initial}
      onSave={save}
      onClose={onClose}
    >
      <Form.Item name="name" label={t('savedReports.name')} rules={[{ ...required, whitespace: true }]}>
        <Input autoFocus={!report} dir="auto" autoComplete="off" maxLength={100} />
      </Form.Item>
      <Form.Item name="shows" label={t('savedReports.what')} extra={!hasDays(shows) && t('savedReports.asNow')}>
        <Select options={SHOWS.map((value) => ({ value, label: t(`savedReports.shows.${value}`) }))} />
      </Form.Item>
      {shows === 'rows' && <KpiChoice />}
      <Form.Item name="period" label={t('reports.period')} hidden={!hasDays(shows)}>
        <Select options={DAYS.map((value) => ({ value, label: t(`savedReports.days.${value}`) }))} />
      </Form.Item>
      <Form.Item name="site_id" label={t('reports.site')} hidden={sites.length < 2}>
        <Select options={[{ value: ALL, label: t('reports.allSites') }, ...sites]} />
      </Form.Item>
      <Form.Item name="format" label={t('savedReports.format')}>
        <Radio.Group
          optionType="button"
          options={[
            { value: 'xlsx', label: 'Excel (XLSX)' },
            { value: 'csv', label: 'CSV' },
          ]}
        />
      </Form.Item>
      <Form.Item
        name="shared"
        label={t('savedReports.shared')}
        extra={t('savedReports.sharedHint')}
        valuePropName="checked"
        hidden={!mayManage}
      >
        <Switch />
      </Form.Item>
      {mayManage && <ScheduleFields />}
    </FormDrawer>
  )
}

/** Of who may not manage reports at its site it is their own, and sent to nobody. */
function bodyOf(fields: Fields, mayManage: boolean): ReportToSave {
  const { schedule: asked, site_id, kpi, ...rest } = fields
  const { every, on, hour, recipients } = asked
  const schedule = every === 'never' || !mayManage ? undefined : { every, on, hour, recipients }
  return {
    ...rest,
    shared: rest.shared && mayManage,
    kpi: rest.shows === 'rows' ? kpi : undefined,
    site_id: site_id === ALL ? undefined : site_id,
    schedule,
  }
}

function KpiChoice() {
  const { t, i18n } = useTranslation()
  const names: Record<string, string> = i18n.getResource(i18n.language, 'translation', 'reports.kpi')
  return (
    <Form.Item name="kpi" label={t('savedReports.kpi')} rules={[{ required: true, message: t('form.required') }]}>
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        options={Object.entries(names).map(([value, label]) => ({ value, label }))}
      />
    </Form.Item>
  )
}

const EVERY = ['never', 'day', 'weekday', 'week', 'month'] as const

function ScheduleFields() {
  const { t } = useTranslation()
  const language = useLanguage()
  const form = Form.useFormInstance<Fields>()
  const every = Form.useWatch(['schedule', 'every'], form)
  const days = every === 'week' ? range(1, 7) : every === 'month' ? range(1, 31) : []
  const named = (value: number) => ({ value, label: every === 'week' ? weekdayName(value, language) : String(value) })
  return (
    <>
      <Form.Item name={['schedule', 'every']} label={t('savedReports.mail')}>
        <Select
          options={EVERY.map((value) => ({ value, label: t(`savedReports.every.${value}`) }))}
          onChange={(next) =>
            form.setFieldValue(['schedule', 'on'], next === 'week' || next === 'month' ? 1 : undefined)
          }
        />
      </Form.Item>
      <Form.Item name={['schedule', 'on']} label={t('savedReports.on')} hidden={days.length === 0}>
        <Select options={days.map(named)} />
      </Form.Item>
      <Form.Item
        name={['schedule', 'hour']}
        label={t('savedReports.hour')}
        extra={t('savedReports.hourHint')}
        hidden={every === 'never'}
      >
        <Select options={range(0, 23).map((value) => ({ value, label: <bdi dir="ltr">{hourText(value)}</bdi> }))} />
      </Form.Item>
      {every !== 'never' && <Recipients />}
    </>
  )
}

function Recipients() {
  const { t } = useTranslation()
  const me = useMe()
  const site = Form.useWatch('site_id', Form.useFormInstance<Fields>())
  const query = useQuery({
    queryKey: ['staff', site, 'all'],
    queryFn: ({ signal }) =>
      api.get<Page<Staff>>('/staff', { query: { site: site === ALL ? undefined : site, limit: 100 }, signal }),
    enabled: site !== undefined,
    staleTime: 300_000,
  })
  const people = new Map(query.data?.items.map(({ id, name }) => [id, name]))
  if (me) people.set(me.id, me.name)
  return (
    <Form.Item
      name={['schedule', 'recipients']}
      label={t('savedReports.recipients')}
      extra={t('savedReports.recipientsHint')}
      rules={[{ required: true, message: t('form.required') }]}
    >
      <Select
        mode="multiple"
        showSearch={{ optionFilterProp: 'label' }}
        options={[...people].map(([value, label]) => ({ value, label }))}
      />
    </Form.Item>
  )
}
