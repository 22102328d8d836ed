import { Checkbox, Form, Input, Select } from 'antd'
import { useRef, useState } from 'react'
import { asProblem, ProblemError } from '@/api/problem'
import type { BookAppointment, Id, Resource } from '@/api/types'
import { useMay } from '@/app/permission'
import { useSiteId } from '@/app/site'
import { FormDrawer } from '@/ui/FormDrawer'
import { fromWall } from '@/ui/time'
import { useUrlState } from '@/ui/useUrlState'
import { ClashAlert } from './ClashAlert'
import { clashesOf } from './clash'
import { book } from './commands'
import { today } from './days'
import { useKeepAppointment, useServices } from './queries'
import { SlotPicker } from './SlotPicker'
import { useResources } from './settings/queries'
import { useWho, type Who } from './useWho'
import { useWords } from './useWords'
import { WhoPart } from './WhoPart'

interface Fields {
  contact?: { name?: string; phone?: string; plate?: string }
  service_ids: Id[]
  concern?: string
  is_waiter?: boolean
  technician?: Id
  bay?: Id
  start: string
}

/** Books a time; the address says where it begins: ?start=, ?resource=, ?customer=, ?vehicle=. */
export function BookDrawer({ onClose }: { onClose: () => void }) {
  const { t, language, zone } = useWords()
  const site = useSiteId()
  const [url, setUrl] = useUrlState()
  const [form] = Form.useForm<Fields>()
  const people = useWho(url.customer, url.vehicle)
  const keep = useKeepAppointment()
  const mayOverbook = useMay('schedule.overbook')
  const [refusal, setRefusal] = useState<unknown>(null)
  const overbook = useRef(false)
  const saved = useRef(false)
  const services = (useServices(site).data ?? []).filter(({ active }) => active)
  const resources = (useResources(site).data ?? []).filter(({ active }) => active)
  const asked = resources.find(({ id }) => id === url.resource)
  const watched = Form.useWatch((fields: Fields) => fields, form) as Fields | undefined

  const save = async (fields: Fields) => {
    setRefusal(null)
    try {
      const booked = keep(await book(body(site, fields, people.who, { zone, overbook: overbook.current })))
      saved.current = true
      setUrl({ appointment: booked.id, book: '', start: '', resource: '', customer: '', vehicle: '' })
    } catch (error) {
      if (clashesOf(error).length === 0) throw error
      setRefusal(error)
      // The clash is told beside the time; beneath only that it was refused.
      throw new ProblemError({ ...asProblem(error), errors: [] })
    } finally {
      overbook.current = false
    }
  }
  const again = () => {
    overbook.current = true
    form.submit()
  }
  const required = [{ required: true, message: t('form.required') }]
  const optionsOf = (kind: Resource['kind']) =>
    resources.filter((one) => one.kind === kind).map(({ id, name }) => ({ value: id, label: name }))
  return (
    <FormDrawer<Fields>
      title={t('schedule.book')}
      form={form}
      size={560}
      ok={t('schedule.bookIt')}
      initial={{
        start: url.start ?? today(zone),
        technician: asked?.kind === 'technician' ? asked.id : undefined,
        bay: asked?.kind === 'bay' ? asked.id : undefined,
      }}
      onSave={save}
      onClose={() => saved.current || onClose()}
    >
      <WhoPart {...people} />
      {/* With the list open, Tab would choose one more. */}
      <div onKeyDownCapture={(event) => event.key === 'Tab' && event.stopPropagation()}>
        <Form.Item name="service_ids" label={t('schedule.services')} rules={required}>
          <Select
            mode="multiple"
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={t('schedule.chooseService')}
            options={services.map(({ id, names, minutes }) => ({
              value: id,
              label: `${names[language]} · ${t('schedule.minutes', { count: minutes })}`,
            }))}
          />
        </Form.Item>
      </div>
      <Form.Item name="concern" label={t('reception.concern')}>
        <Input.TextArea autoSize={{ minRows: 2 }} dir="auto" placeholder={t('reception.concernPlaceholder')} />
      </Form.Item>
      <Form.Item name="is_waiter" valuePropName="checked">
        <Checkbox>{t('schedule.waits')}</Checkbox>
      </Form.Item>
      <div className="form-row">
        <Form.Item name="technician" label={t('schedule.technician')}>
          <Select allowClear placeholder={t('schedule.anybody')} options={optionsOf('technician')} />
        </Form.Item>
        <Form.Item name="bay" label={t('schedule.bay')}>
          <Select allowClear placeholder={t('schedule.anyBay')} options={optionsOf('bay')} />
        </Form.Item>
      </div>
      <Form.Item
        name="start"
        label={t('schedule.when')}
        rules={[...required, { validator: hasTime(t('form.required')) }]}
      >
        <SlotPicker
          site={site}
          services={watched?.service_ids ?? []}
          prefer={[watched?.technician, watched?.bay].filter((id): id is Id => Boolean(id))}
          waiter={watched?.is_waiter ?? false}
        />
      </Form.Item>
      <ClashAlert error={refusal} mayOverbook={mayOverbook} onOverbook={again} />
    </FormDrawer>
  )
}

const hasTime = (text: string) => (_: unknown, value: string | undefined) =>
  !value || value.includes('T') ? Promise.resolve() : Promise.reject(new Error(text))

interface How {
  zone: string
  overbook: boolean
}

function body(site_id: Id, fields: Fields, who: Who | null, { zone, overbook }: How): BookAppointment {
  const clean = (text: string | undefined) => text?.trim() || null
  const contact = who?.customer
    ? null
    : { name: clean(fields.contact?.name), phone: clean(fields.contact?.phone), plate: clean(fields.contact?.plate) }
  return {
    site_id,
    customer_id: who?.customer?.id ?? null,
    vehicle_id: who?.vehicle?.id ?? null,
    contact,
    service_ids: fields.service_ids,
    concern: clean(fields.concern),
    is_waiter: fields.is_waiter ?? false,
    start: fromWall(fields.start, zone),
    resource_ids: [fields.technician, fields.bay].filter((id): id is Id => Boolean(id)),
    overbook,
  }
}
