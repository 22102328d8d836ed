import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Form, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CampaignSettingsInput, CampaignSettings as Chosen, Id } from '@/api/types'
import { FormDialog } from '@/ui/FormDialog'
import { Time } from '@/ui/Time'
import { useHour } from '../reminders/useHour'
import { setSettings, settings } from './commands'

const HOURS = Array.from({ length: 24 }, (_, hour) => hour)

/** When campaigns go out, and how often a customer hears of any. */
export function CampaignSettings({ site }: { site: Id }) {
  const { t } = useTranslation()
  const hourOf = useHour()
  const [open, setOpen] = useState(false)
  const { data } = useQuery(settings(site))
  if (!data) return null
  const { hour, cap, cap_days, next_at, actions } = data
  return (
    <section className="panel panel-body row wrap" aria-label={t('campaigns.settings')}>
      <span className="grow">
        {t('campaigns.settingsText', { hour: hourOf(hour), cap, days: cap_days })}
        {next_at && (
          <small className="muted campaign-next">
            {t('campaigns.nextRun')} <Time at={next_at} />
          </small>
        )}
      </span>
      {actions.includes('set') && (
        <Button onClick={() => setOpen(true)} aria-label={`${t('eInvoices.set')} ${t('campaigns.settings')}`}>
          {t('eInvoices.set')}
        </Button>
      )}
      {open && <SettingsDialog chosen={data} onClose={() => setOpen(false)} />}
    </section>
  )
}

function SettingsDialog({ chosen, onClose }: { chosen: Chosen; onClose: () => void }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const client = useQueryClient()
  const hourOf = useHour()
  const [form] = Form.useForm<CampaignSettingsInput>()
  const { site_id, version, hour, cap, cap_days } = chosen
  const save = async (fields: CampaignSettingsInput) => {
    client.setQueryData(settings(site_id).queryKey, await setSettings(site_id, version, fields))
    message.success(t('settings.saved'))
  }
  const required = [{ required: true, message: t('problem.field.required') }]
  return (
    <FormDialog<CampaignSettingsInput>
      title={t('campaigns.settings')}
      form={form}
      initial={{ hour, cap, cap_days }}
      onSave={save}
      onClose={onClose}
    >
      <Form.Item name="hour" label={t('campaigns.hour')}>
        <Select options={HOURS.map((value) => ({ value, label: hourOf(value) }))} />
      </Form.Item>
      <Form.Item name="cap" label={t('campaigns.cap')} rules={required}>
        <InputNumber min={1} max={5} precision={0} />
      </Form.Item>
      <Form.Item name="cap_days" label={t('campaigns.capDays')} rules={required}>
        <InputNumber min={1} max={365} precision={0} />
      </Form.Item>
    </FormDialog>
  )
}
