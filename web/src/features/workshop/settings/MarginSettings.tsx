import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Form } from 'antd'
import { useTranslation } from 'react-i18next'
import { errorText } from '@/api/problem'
import type { Id, MarginGuard, MarginLevels } from '@/api/types'
import { mayAt } from '@/app/may'
import { useMe } from '@/app/session'
import { setMarginGuard, useMarginGuard } from '@/features/pricing/margin'
import { RecordGate } from '@/ui/RecordGate'
import { ScaledInput } from '@/ui/ScaledInput'

const FIELDS = ['line', 'job', 'order', 'target'] as const satisfies (keyof MarginLevels)[]

/** What a site wants to be left of its prices; only for who sees costs. */
export function MarginSettings({ site }: { site: Id }) {
  const { t } = useTranslation()
  const sees = mayAt(useMe(), site, 'stock.see_cost')
  const query = useMarginGuard(site, sees)
  if (!sees) return null
  return (
    <section className="panel" aria-label={t('margin.settings')}>
      <header className="panel-head">
        <h2 className="panel-title">{t('margin.settings')}</h2>
      </header>
      <div className="panel-body stack">
        <p className="muted">{t('margin.hint')}</p>
        <RecordGate query={query}>{(guard) => <Levels key={guard.version} guard={guard} />}</RecordGate>
      </div>
    </section>
  )
}

function Levels({ guard }: { guard: MarginGuard }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const client = useQueryClient()
  const may = guard.actions.includes('update')
  const save = (levels: MarginLevels) =>
    setMarginGuard(guard, levels)
      .then(
        () => message.success(t('settings.saved')),
        (error: unknown) => message.error(errorText(error)),
      )
      .finally(() => client.invalidateQueries({ queryKey: ['work-orders'] }))
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
