import { Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import type { GateLevel, GateRules, Id } from '@/api/types'
import { RecordGate } from '@/ui/RecordGate'
import { RULES, setGateRules, useGateRules } from '../floor/gate'
import { SettingsPanel } from './SettingsPanel'
import { useSaved } from './useSaved'

const LEVELS: GateLevel[] = ['off', 'warn', 'block']

/** How hard each rule of the closing gate is; a choice counts at once. */
export function GateSettings({ site }: { site: Id }) {
  const { t } = useTranslation()
  return (
    <SettingsPanel title={t('workshop.gate.settings')} hint={t('workshop.gate.hint')}>
      <RecordGate query={useGateRules(site)}>{(rules) => <Rules rules={rules} />}</RecordGate>
    </SettingsPanel>
  )
}

function Rules({ rules }: { rules: GateRules }) {
  const { t } = useTranslation()
  const may = rules.actions.includes('update')
  const saved = useSaved()
  const choose = (rule: (typeof RULES)[number], level: GateLevel) =>
    saved(setGateRules(rules, { ...rules.levels, [rule]: level }))
  return (
    <div className="gate-levels">
      {RULES.map((rule) => (
        <div key={rule} role="group" aria-label={t(`workshop.gate.rule.${rule}`)}>
          <span className="about">{t(`workshop.gate.rule.${rule}`)}</span>
          <Segmented<GateLevel>
            disabled={!may}
            value={rules.levels[rule]}
            onChange={(level) => choose(rule, level)}
            options={LEVELS.map((value) => ({ value, label: t(`workshop.gate.level.${value}`) }))}
          />
        </div>
      ))}
    </div>
  )
}
