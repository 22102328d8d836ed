import { Button, Form } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Id, MarginGuard, MarginLevels } from '@/api/types'
import { mayAt } from '@/app/may'
import { useMe } from '@/app/session'
import { setMarginGuard, useMarginGuard } from '@/features/pricing/margin'
import { RecordGate } from '@/ui/RecordGate'
import { ScaledInput } from '@/ui/ScaledInput'
import { SettingsPanel } from './SettingsPanel'
import { useSaved } from './useSaved'

const FIELDS = ['line', 'job', 'order', 'target'] as const satisfies (keyof MarginLevels)[]

/** What a site wants to be left of its prices; only for who sees costs. */
export function MarginSettings({ site }: { site: Id }) {
  const { t } = useTranslation()
  const sees = mayAt(useMe(), site, 'stock.see_cost')
  const query = useMarginGuard(site, sees)
  if (!sees) return null
  return (
    <SettingsPanel title={t('margin.settings')} hint={t('margin.hint')}>
      <RecordGate query={query}>{(guard) => <Levels key={guard.version} guard={guard} />}</RecordGate>
    </SettingsPanel>
  )
}

function Levels({ guard }: { guard: MarginGuard }) {
  const { t } = useTranslation()
  const may = guard.actions.includes('update')
  const saved = useSaved()
  const save = (levels: MarginLevels) => saved(setMarginGuard(guard, levels))
  return (
    <Form layout="vertical" requiredMark={false} disabled={!may} initialValues={guard.levels} onFinish={save}>
      <div className="form-row">
        {FIELDS.map((field) => (
          <Form.Item key={field} name={field} label={t(`margin.${field}`)}>
            <ScaledInput decimals={2} min={0} max={9_900} suffix="%" />
          </Form.Item>
        ))}
      </div>
      {may && (
        <Button type="primary" htmlType="submit">
          {t('common.save')}
        </Button>
      )}
    </Form>
  )
}
