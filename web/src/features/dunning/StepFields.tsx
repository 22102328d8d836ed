import { DeleteOutlined } from '@ant-design/icons'
import { Button, Checkbox, Collapse, Form, Input, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { DunningSettings, DunningTone } from '@/api/types'
import { LANGUAGES } from '@/app/locale'
import { MoneyInput } from '@/ui/MoneyInput'
import { ScaledInput } from '@/ui/ScaledInput'

const SPOKEN: DunningTone[] = ['friendly', 'firm', 'formal']

interface Props {
  /** In the list of steps. */
  place: number
  settings: DunningSettings
  onRemove: () => void
}

/** A step of reminding: when, in which tone and words, what is asked for being late, and whether it holds. */
export function StepFields({ place, settings, onRemove }: Props) {
  const { t } = useTranslation()
  const { currency, usual } = settings
  const tone: DunningTone = Form.useWatch(['steps', place, 'tone']) ?? 'friendly'
  const title = t('dunning.stepNumber', { number: place + 1 })
  const words = (
    <>
      <p className="muted">{t('dunning.wordsHint')}</p>
      {LANGUAGES.map(({ code, name }) => (
        <Form.Item key={code} name={[place, 'words', code]} label={name}>
          <Input.TextArea
            dir={code === 'ar' ? 'rtl' : 'ltr'}
            lang={code}
            maxLength={2000}
            autoSize={{ minRows: 3 }}
            placeholder={usual.find((one) => one.tone === tone && one.language === code)?.text}
          />
        </Form.Item>
      ))}
    </>
  )
  return (
    <fieldset className="dunning-step">
      <legend>
        <strong>{title}</strong>{' '}
        <Button
          type="text"
          size="small"
          icon={<DeleteOutlined />}
          onClick={onRemove}
          aria-label={t('dunning.removeStep', { number: place + 1 })}
        />
      </legend>
      <div className="dunning-two">
        <Form.Item
          name={[place, 'days']}
          label={t('dunning.days')}
          rules={[{ required: true, message: t('form.required') }]}
        >
          <InputNumber min={1} max={730} precision={0} />
        </Form.Item>
        <Form.Item name={[place, 'tone']} label={t('dunning.tone')}>
          <Select options={SPOKEN.map((value) => ({ value, label: t(`dunning.tones.${value}`) }))} />
        </Form.Item>
        <Form.Item name={[place, 'fee', 'fixed']} label={t('dunning.fixed')}>
          <MoneyInput currency={currency} />
        </Form.Item>
        <Form.Item name={[place, 'fee', 'yearly_rate']} label={t('dunning.rate')}>
          <ScaledInput decimals={2} suffix="%" />
        </Form.Item>
        <Form.Item name={[place, 'fee', 'least_interest']} label={t('dunning.leastInterest')}>
          <MoneyInput currency={currency} />
        </Form.Item>
        <Form.Item name={[place, 'fee', 'businesses_only']} valuePropName="checked" label={t('dunning.ofWhom')}>
          <Checkbox>{t('dunning.businessesOnly')}</Checkbox>
        </Form.Item>
      </div>
      <Form.Item name={[place, 'hold']} valuePropName="checked">
        <Checkbox>{t('dunning.holdAfter')}</Checkbox>
      </Form.Item>
      <Collapse
        ghost
        size="small"
        items={[{ key: 'words', label: t('dunning.words'), children: words, forceRender: true }]}
      />
    </fieldset>
  )
}
