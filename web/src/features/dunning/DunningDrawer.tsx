import { PlusOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Form, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { DunningSettings, Id, SetDunning } from '@/api/types'
import { FormDrawer } from '@/ui/FormDrawer'
import { MoneyInput } from '@/ui/MoneyInput'
import { setDunning } from './commands'
import { StepFields } from './StepFields'
import './dunning.css'

const MODES = ['off', 'propose', 'send'] as const
const MOST_STEPS = 6

/** Who sends the letters, when, and each step with its words and fee. */
export function DunningDrawer({
  site,
  settings,
  onClose,
}: {
  site: Id
  settings: DunningSettings
  onClose: () => void
}) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const client = useQueryClient()
  const [form] = Form.useForm<SetDunning>()
  const mode = Form.useWatch('mode', form)
  const { currency, version } = settings
  const save = async (fields: SetDunning) => {
    await setDunning(site, version, { ...fields, least: fields.least ?? 0, steps: fields.steps ?? [] })
    message.success(t('settings.saved'))
    for (const stale of [['sites', site, 'dunning'], ['dunning-letters']]) {
      await client.invalidateQueries({ queryKey: stale })
    }
  }
  return (
    <FormDrawer<SetDunning>
      title={t('dunning.settings')}
      form={form}
      initial={{ mode: settings.mode, hour: settings.hour, least: settings.least, steps: settings.steps }}
      size={620}
      onSave={save}
      onClose={onClose}
    >
      <Form.Item name="mode" label={t('dunning.mode')} extra={mode && t(`dunning.modeHints.${mode}`)}>
        <Select options={MODES.map((value) => ({ value, label: t(`dunning.modes.${value}`) }))} />
      </Form.Item>
      <div className="dunning-two">
        <Form.Item name="hour" label={t('dunning.hour')} rules={[{ required: true, message: t('form.required') }]}>
          <InputNumber min={0} max={23} precision={0} />
        </Form.Item>
        <Form.Item name="least" label={t('dunning.least')}>
          <MoneyInput currency={currency} />
        </Form.Item>
      </div>
      <Form.List name="steps">
        {(steps, { add, remove }) => (
          <>
            {steps.map(({ key, name }) => (
              <StepFields key={key} place={name} settings={settings} onRemove={() => remove(name)} />
            ))}
            {steps.length < MOST_STEPS && (
              <Button icon={<PlusOutlined />} onClick={() => add({ tone: 'firm', hold: false, fee: {}, words: {} })}>
                {t('dunning.addStep')}
              </Button>
            )}
          </>
        )}
      </Form.List>
    </FormDrawer>
  )
}
