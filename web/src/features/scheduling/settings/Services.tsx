import { EditOutlined, PlusOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox, Form, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import type { Id, Service } from '@/api/types'
import { useMay } from '@/app/permission'
import { EmptyState } from '@/ui/EmptyState'
import { FormDrawer } from '@/ui/FormDrawer'
import type { Column } from '@/ui/RowCards'
import { RowsPanel } from '@/ui/RowsPanel'
import { Tag } from '@/ui/StatusTag'
import { useScheduleSettings, useServices } from '../queries'
import { skillName } from '../skills'
import { useWords } from '../useWords'
import { addService, type ServiceFields, updateService } from './commands'

/** What can be booked at the site. */
export function Services({ site }: { site: Id }) {
  const { t } = useWords()
  const mayManage = useMay('schedule.manage')
  const [opened, setOpened] = useState<Service | 'new' | null>(null)
  const add = mayManage && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpened('new')}>
      {t('schedule.addService')}
    </Button>
  )
  return (
    <>
      <RowsPanel<Service>
        title={t('schedule.services')}
        query={useServices(site)}
        columns={useColumns(setOpened)}
        action={add}
        empty={<EmptyState title={t('schedule.noServices')} text={t('schedule.noServicesText')} action={add} />}
      />
      {opened && (
        <ServiceForm site={site} service={opened === 'new' ? undefined : opened} onClose={() => setOpened(null)} />
      )}
    </>
  )
}

function useColumns(onEdit: (service: Service) => void): Column<Service>[] {
  const { t, language } = useWords()
  return [
    { key: 'name', title: t('customers.name'), render: (row) => <bdi>{row.names[language]}</bdi> },
    { key: 'minutes', title: t('schedule.duration'), render: (row) => t('schedule.minutes', { count: row.minutes }) },
    {
      key: 'needs',
      title: t('schedule.needs'),
      render: (row) =>
        [row.skill, row.capability].flatMap((code) => (code ? [skillName(t, code)] : [])).join(', ') || '—',
    },
    {
      key: 'online',
      title: t('schedule.online'),
      render: (row) => (
        <span className="row wrap">
          {t(row.online ? 'common.yes' : 'common.no')}
          {!row.active && <Tag tone="grey">{t('schedule.inactive')}</Tag>}
        </span>
      ),
    },
    {
      key: 'actions',
      title: '',
      end: true,
      render: (row) =>
        row.actions.includes('update') && (
          <Button
            icon={<EditOutlined />}
            aria-label={`${t('common.edit')} ${row.names[language]}`}
            onClick={() => onEdit(row)}
          />
        ),
    },
  ]
}

function ServiceForm({ site, service, onClose }: { site: Id; service?: Service; onClose: () => void }) {
  const { t, language } = useWords()
  const client = useQueryClient()
  const [form] = Form.useForm<ServiceFields>()
  const settings = useScheduleSettings(site).data
  const save = async (values: ServiceFields) => {
    const names = { fr: values.names.fr ?? '', ar: values.names.ar ?? '', en: values.names.en ?? '' }
    const body = { ...values, names, skill: values.skill ?? null, capability: values.capability ?? null }
    await (service ? updateService(service, body) : addService(site, body))
    client.invalidateQueries({ queryKey: ['schedule'] })
  }
  const codes = (list: string[] | undefined) => (list ?? []).map((value) => ({ value, label: skillName(t, value) }))
  return (
    <FormDrawer<ServiceFields>
      title={service?.names[language] ?? t('schedule.addService')}
      form={form}
      initial={service ?? { minutes: 60, online: true }}
      onSave={save}
      onClose={onClose}
    >
      {(['fr', 'ar', 'en'] as const).map((code) => (
        <Form.Item
          key={code}
          name={['names', code]}
          label={t(`schedule.nameIn.${code}`)}
          rules={code === language ? [{ required: true, whitespace: true, message: t('form.required') }] : []}
        >
          <Input dir={code === 'ar' ? 'rtl' : 'ltr'} autoComplete="off" />
        </Form.Item>
      ))}
      <Form.Item
        name="minutes"
        label={t('schedule.durationInMinutes')}
        rules={[{ required: true, message: t('form.required') }]}
      >
        <InputNumber min={5} max={1440} step={5} />
      </Form.Item>
      <div className="form-row">
        <Form.Item name="skill" label={t('schedule.skill')}>
          <Select allowClear options={codes(settings?.skills)} />
        </Form.Item>
        <Form.Item name="capability" label={t('schedule.capability')}>
          <Select allowClear options={codes(settings?.capabilities)} />
        </Form.Item>
      </div>
      <Form.Item name="online" valuePropName="checked">
        <Checkbox>{t('schedule.bookedOnline')}</Checkbox>
      </Form.Item>
      {service && (
        <Form.Item name="active" valuePropName="checked">
          <Checkbox>{t('schedule.offered')}</Checkbox>
        </Form.Item>
      )}
    </FormDrawer>
  )
}
