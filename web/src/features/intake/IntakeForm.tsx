import { App, Button, Input, InputNumber } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { errorText } from '@/api/problem'
import type { Intake, IntakeContent, WarningLamp, WorkOrder } from '@/api/types'
import { SignaturePad } from '@/ui/SignaturePad'
import { Damages } from './Damages'
import { Photos } from './Photos'
import { useIntakeCommands } from './queries'

export const LAMPS: WarningLamp[] = [
  'engine',
  'oil',
  'battery',
  'temperature',
  'brakes',
  'abs',
  'airbag',
  'tyres',
  'steering',
  'service',
]

/** Fills a sheet, and has it signed. What was typed is kept when it is saved or signed. */
export function IntakeForm({ order, sheet }: { order: WorkOrder; sheet: Intake }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const { save, sign } = useIntakeCommands(order.id)
  const [content, setContent] = useState(sheet.content)
  const [name, setName] = useState(order.customer.name)
  const [signature, setSignature] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const set = (part: Partial<IntakeContent>) => setContent({ ...content, ...part })
  const run = async (command: () => Promise<unknown>) => {
    setBusy(true)
    await command().catch((error: unknown) => message.error(errorText(error)))
    setBusy(false)
  }
  const kept = () => run(() => save(sheet, content).then(() => message.success(t('intake.kept'))))
  const signed = () => run(async () => sign(await save(sheet, content), name.trim(), signature))
  const lamp = (one: WarningLamp) =>
    set({ lamps: content.lamps.includes(one) ? content.lamps.filter((lit) => lit !== one) : [...content.lamps, one] })
  return (
    <div className="stack">
      <div className="intake-facts">
        <label className="field" htmlFor="intake-odometer">
          {t('intake.odometer')}
          <InputNumber
            id="intake-odometer"
            min={0}
            max={9_999_999}
            precision={0}
            inputMode="numeric"
            value={content.odometer}
            onChange={(odometer) => set({ odometer })}
          />
        </label>
        <label className="field">
          {t('intake.keyTag')}
          <Input
            maxLength={40}
            value={content.key_tag ?? ''}
            onChange={(event) => set({ key_tag: event.target.value })}
          />
        </label>
        <label className="field">
          {t('intake.fuel')} <bdi dir="ltr">{typeof content.fuel === 'number' ? `${content.fuel}/8` : '—'}</bdi>
          <input
            type="range"
            min={0}
            max={8}
            value={content.fuel ?? 0}
            onChange={(event) => set({ fuel: event.target.valueAsNumber })}
          />
        </label>
      </div>
      <fieldset className="intake-lamps">
        <legend>{t('intake.lamps')}</legend>
        {LAMPS.map((one) => (
          <button key={one} type="button" aria-pressed={content.lamps.includes(one)} onClick={() => lamp(one)}>
            {t(`intake.lamp.${one}`)}
          </button>
        ))}
      </fieldset>
      <Damages damages={content.damages} onChange={(damages) => set({ damages })} />
      <Photos order={order.id} sheet={sheet} />
      {(['belongings', 'note'] as const).map((field) => (
        <label key={field} className="field">
          {t(`intake.${field}`)}
          <Input.TextArea
            autoSize
            maxLength={2000}
            value={content[field] ?? ''}
            onChange={(event) => set({ [field]: event.target.value })}
          />
        </label>
      ))}
      <label className="field">
        {t('intake.signedBy')}
        <Input maxLength={200} value={name} onChange={(event) => setName(event.target.value)} />
      </label>
      <SignaturePad label={t('intake.signHere')} clear={t('estimates.clear')} onChange={setSignature} />
      <p className="muted small">{t('intake.signText')}</p>
      <div className="row wrap">
        <Button loading={busy} onClick={kept}>
          {t('common.save')}
        </Button>
        <Button type="primary" loading={busy} disabled={!name.trim() || content.odometer === null} onClick={signed}>
          {t('intake.sign')}
        </Button>
      </div>
    </div>
  )
}
