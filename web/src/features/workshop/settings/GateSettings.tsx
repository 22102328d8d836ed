import { useQueryClient } from '@tanstack/react-query'
import { App, Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { errorText } from '@/api/problem'
import type { GateLevel, GateRules, Id } from '@/api/types'
import { RecordGate } from '@/ui/RecordGate'
import { RULES, setGateRules, useGateRules } from '../floor/gate'

const LEVELS: GateLevel[] = ['off', 'warn', 'block']

/** How hard each rule of the closing gate is; a choice counts at once. */
export function GateSettings({ site }: { site: Id }) {
  const { t } = useTranslation()
  return (
    <section className="panel" aria-label={t('workshop.gate.settings')}>
      <header className="panel-head">
        <h2 className="panel-title">{t('workshop.gate.settings')}</h2>
      </header>
      <div className="panel-body stack">
        <p className="muted">{t('workshop.gate.hint')}</p>
        <RecordGate query={useGateRules(site)}>{(rules) => <Rules rules={rules} />}</RecordGate>
      </div>
    </section>
  )
}

function Rules({ rules }: { rules: GateRules }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const client = useQueryClient()
  const may = rules.actions.includes('update')
  const choose = (rule: (typeof RULES)[number], level: GateLevel) =>
    setGateRules(rules, { ...rules.levels, [rule]: level })
      .then(
        () => message.success(t('settings.saved')),
        (error: unknown) => message.error(errorText(error)),
      )
      .finally(() => client.invalidateQueries({ queryKey: ['work-orders'] }))
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
