import { useQueryClient } from '@tanstack/react-query'
import { Checkbox, Form, Input, InputNumber, Segmented, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Id, Resource, Span } from '@/api/types'
import { intlTag } from '@/app/locale'
import { useSite } from '@/app/site'
import { SpansInput } from '@/features/settings/HoursInput'
import { WEEKDAYS, weekdayName, weekOf } from '@/features/settings/hours'
import { useTechnicians } from '@/features/workshop/queries'
import { FormDrawer } from '@/ui/FormDrawer'
import { useLanguage } from '@/ui/useLanguage'
import { useScheduleSettings } from '../queries'
import { skillName } from '../skills'
import { addResource, type ResourceFields, updateResource } from './commands'
import '@/features/settings/settings.css'

interface Props {
  site: Id
  /** The one to change; without it a new one is made. */
  resource?: Resource
  onClose: () => void
}

interface Fields extends Omit<ResourceFields, 'efficiency'> {
  /** Per cent. */
  yield: number
  own_week?: boolean
}

/** A bay, a piece of equipment, or a technician with skills and hours of their own. */
export function ResourceForm({ site, resource, onClose }: Props) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [form] = Form.useForm<Fields>()
  const kind = Form.useWatch('kind', form) ?? resource?.kind ?? 'bay'
  const ownWeek = Form.useWatch('own_week', form) ?? Boolean(resource?.week)
  const settings = useScheduleSettings(site).data
  const openWeek = weekOf(useSite()?.hours)
  const staff = useTechnicians(site).data?.items ?? []
  const isTechnician = kind === 'technician'
  const known = (isTechnician ? settings?.skills : settings?.capabilities) ?? []
  const save = async ({ yield: percent, own_week, week, ...fields }: Fields) => {
    const hours = own_week ? (week ?? openWeek) : null
    const body = { ...fields, codes: fields.codes ?? [], week: hours, efficiency: Math.round((percent ?? 100) * 100) }
    await (resource ? updateResource(resource, { ...body, kind: resource.kind }) : addResource(site, body))
    client.invalidateQueries({ queryKey: ['schedule'] })
  }
  const required = [{ required: true, message: t('form.required') }]
  return (
    <FormDrawer<Fields>
      title={resource?.name ?? t('schedule.addResource')}
      form={form}
      initial={
        resource
          ? { ...resource, yield: resource.efficiency / 100, own_week: resource.week !== null }
          : { kind: 'bay', codes: [], yield: 100, active: true }
      }
      onSave={save}
      onClose={onClose}
    >
      {!resource && (
        <Form.Item name="kind" label={t('schedule.kindLabel')}>
          <Segmented
            block
            options={(['bay', 'equipment', 'technician'] as const).map((value) => ({
              value,
              label: t(`schedule.kind.${value}`),
            }))}
          />
        </Form.Item>
      )}
      {isTechnician && !resource && (
        <Form.Item name="user_id" label={t('schedule.person')} rules={required}>
          <Select options={staff.map(({ id, name }) => ({ value: id, label: name }))} />
        </Form.Item>
      )}
      {!isTechnician && (
        <Form.Item name="name" label={t('customers.name')} rules={required}>
          <Input dir="auto" autoComplete="off" />
        </Form.Item>
      )}
      <Form.Item name="codes" label={t(isTechnician ? 'schedule.skills' : 'schedule.capabilities')}>
        <Select mode="multiple" options={known.map((value) => ({ value, label: skillName(t, value) }))} />
      </Form.Item>
      {isTechnician && (
        <>
          <Form.Item name="yield" label={t('schedule.yield')} extra={t('schedule.yieldHint')}>
            <InputNumber min={10} max={300} suffix="%" />
          </Form.Item>
          <Form.Item name="own_week" valuePropName="checked">
            <Checkbox>{t('schedule.ownWeek')}</Checkbox>
          </Form.Item>
          {ownWeek && (
            <Form.Item name="week" label={t('schedule.week')}>
              <WeekInput open={openWeek} />
            </Form.Item>
          )}
        </>
      )}
      {resource && (
        <Form.Item name="active" valuePropName="checked">
          <Checkbox>{t('schedule.takesBookings')}</Checkbox>
        </Form.Item>
      )}
    </FormDrawer>
  )
}

interface WeekProps {
  id?: string
  value?: Span[][] | null
  onChange?: (week: Span[][]) => void
  /** The site's hours, to begin with. */
  open: Span[][]
}

function WeekInput({ id, value, onChange, open }: WeekProps) {
  const tag = intlTag(useLanguage())
  const week = value ?? open
  return (
    <ul className="hours-week" id={id}>
      {WEEKDAYS.map((day, at) => (
        <li key={day}>
          <h3>{weekdayName(day, tag)}</h3>
          <SpansInput
            label={weekdayName(day, tag)}
            spans={week[at] ?? []}
            onChange={(spans) => onChange?.(week.map((old, place) => (place === at ? spans : old)))}
          />
        </li>
      ))}
    </ul>
  )
}
