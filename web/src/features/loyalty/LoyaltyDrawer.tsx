import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Form, Input, InputNumber, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Id, LoyaltySettings, SetLoyalty } from '@/api/types'
import { FormDrawer } from '@/ui/FormDrawer'
import { MoneyInput } from '@/ui/MoneyInput'
import { setLoyalty } from './queries'
import './loyalty.css'

const MOST_LEVELS = 3

interface Props {
  site: Id
  settings: LoyaltySettings
  onClose: () => void
}

/** What earns points, what they are worth and until when, and the levels. */
export function LoyaltyDrawer({ site, settings, onClose }: Props) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const client = useQueryClient()
  const [form] = Form.useForm<SetLoyalty>()
  const { currency, version, actions: _, ...initial } = settings
  const save = async (fields: SetLoyalty) => {
    await setLoyalty(site, version, { ...fields, levels: fields.levels ?? [] })
    message.success(t('settings.saved'))
    for (const stale of [['sites', site, 'loyalty'], ['loyalty']]) {
      await client.invalidateQueries({ queryKey: stale })
    }
  }
  const rules = [{ required: true, message: t('form.required') }]
  return (
    <FormDrawer<SetLoyalty>
      title={t('loyalty.settings')}
      form={form}
      initial={initial}
      size={620}
      onSave={save}
      onClose={onClose}
    >
      <Form.Item name="is_on" valuePropName="checked" label={t('loyalty.on')}>
        <Switch />
      </Form.Item>
      <div className="loyalty-two">
        <Form.Item name="per_visit" label={t('loyalty.perVisit')} rules={rules}>
          <InputNumber min={0} max={100_000} precision={0} />
        </Form.Item>
        <Form.Item
          name="amount_per_point"
          label={t('loyalty.amountPerPoint')}
          extra={t('loyalty.amountPerPointHint')}
          rules={rules}
        >
          <MoneyInput currency={currency} />
        </Form.Item>
        <Form.Item name="worth" label={t('loyalty.worth')} rules={rules}>
          <MoneyInput currency={currency} />
        </Form.Item>
        <Form.Item name="least" label={t('loyalty.least')} rules={rules}>
          <InputNumber min={0} max={1_000_000} precision={0} suffix={t('loyalty.pointUnit')} />
        </Form.Item>
        <Form.Item name="months" label={t('loyalty.months')} extra={t('loyalty.monthsHint')} rules={rules}>
          <InputNumber min={0} max={120} precision={0} suffix={t('loyalty.monthUnit')} />
        </Form.Item>
        <Form.Item name="referral" label={t('loyalty.referral')} extra={t('loyalty.referralHint')} rules={rules}>
          <InputNumber min={0} max={100_000} precision={0} suffix={t('loyalty.pointUnit')} />
        </Form.Item>
      </div>
      <h3 className="panel-title">{t('loyalty.levels')}</h3>
      <p className="muted">{t('loyalty.levelsHint')}</p>
      <Levels />
    </FormDrawer>
  )
}

function Levels() {
  const { t } = useTranslation()
  const rules = [{ required: true, message: t('form.required') }]
  return (
    <Form.List name="levels">
      {(levels, { add, remove }) => (
        <>
          {levels.map(({ key, name }) => (
            <div key={key} className="loyalty-level">
              <Form.Item
                name={[name, 'name']}
                label={t('loyalty.levelName')}
                rules={[{ ...rules[0], whitespace: true }]}
              >
                <Input dir="auto" maxLength={40} autoComplete="off" />
              </Form.Item>
              <Form.Item name={[name, 'from']} label={t('loyalty.levelFrom')} rules={rules}>
                <InputNumber min={1} precision={0} suffix={t('loyalty.pointUnit')} />
              </Form.Item>
              <Form.Item name={[name, 'bonus']} label={t('loyalty.levelBonus')} rules={rules}>
                <InputNumber min={0} max={500} precision={0} suffix="%" />
              </Form.Item>
              <Button
                type="text"
                icon={<DeleteOutlined />}
                onClick={() => remove(name)}
                aria-label={t('loyalty.removeLevel', { number: name + 1 })}
              />
            </div>
          ))}
          {levels.length < MOST_LEVELS && (
            <Button icon={<PlusOutlined />} onClick={() => add({ bonus: 10 })}>
              {t('loyalty.addLevel')}
            </Button>
          )}
        </>
      )}
    </Form.List>
  )
}
