import { DeleteOutlined } from '@ant-design/icons'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DamageKind, IntakeDamage } from '@/api/types'
import { CarSketch } from './CarSketch'

const KINDS: DamageKind[] = ['scratch', 'dent', 'crack', 'rust', 'missing']

interface Props {
  damages: IntakeDamage[]
  onChange: (damages: IntakeDamage[]) => void
}

/** A tap on the sketch is a damage of the chosen kind; its words stand in the list below. */
export function Damages({ damages, onChange }: Props) {
  const { t } = useTranslation()
  const [kind, setKind] = useState<DamageKind>('scratch')
  return (
    <fieldset className="intake-damages">
      <legend>{t('intake.damages')}</legend>
      <div className="intake-lamps">
        {KINDS.map((one) => (
          <button key={one} type="button" aria-pressed={kind === one} onClick={() => setKind(one)}>
            {t(`intake.damage.${one}`)}
          </button>
        ))}
      </div>
      <p className="muted small">{t('intake.tap')}</p>
      <CarSketch
        label={t('intake.sketch')}
        damages={damages}
        onTap={(x, y) => damages.length < 60 && onChange([...damages, { kind, x, y, note: null }])}
      />
      <ol className="plain-list stack">
        {damages.map((one, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the number is the damage's name
          <li key={at} className="row">
            <span className="nowrap">
              {at + 1}. {t(`intake.damage.${one.kind}`)}
            </span>
            <Input
              aria-label={t('intake.damageNote', { number: at + 1 })}
              placeholder={t('intake.where')}
              maxLength={200}
              value={one.note ?? ''}
              onChange={(event) =>
                onChange(damages.map((other, place) => (place === at ? { ...one, note: event.target.value } : other)))
              }
            />
            <Button
              type="text"
              icon={<DeleteOutlined />}
              aria-label={t('intake.forgetDamage', { number: at + 1 })}
              onClick={() => onChange(damages.filter((_, place) => place !== at))}
            />
          </li>
        ))}
      </ol>
    </fieldset>
  )
}
