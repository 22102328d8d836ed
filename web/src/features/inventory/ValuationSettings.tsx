import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import { errorText } from '@/api/problem'
import type { Id, Valuation } from '@/api/types'
import { RecordGate } from '@/ui/RecordGate'

const METHODS: Valuation['method'][] = ['moving_average', 'fifo']

/** How a site values its stock. */
export function ValuationSettings({ site }: { site: Id }) {
  const { t } = useTranslation()
  const query = useQuery({
    queryKey: ['products', 'valuation', site],
    queryFn: ({ signal }) => api.get<Valuation>(`/stock/valuations/${site}`, { signal }),
    enabled: site !== '',
  })
  return (
    <section className="panel" aria-label={t('inventory.valuation')}>
      <header className="panel-head">
        <h2 className="panel-title">{t('inventory.valuation')}</h2>
      </header>
      <div className="panel-body stack">
        <p className="muted">{t('inventory.valuationHint')}</p>
        <RecordGate query={query}>{(valuation) => <Method valuation={valuation} />}</RecordGate>
      </div>
    </section>
  )
}

function Method({ valuation }: { valuation: Valuation }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const client = useQueryClient()
  const choose = (method: Valuation['method']) =>
    api
      .put<Valuation>(`/stock/valuations/${valuation.site_id}`, { method }, { version: valuation.version })
      .then(
        () => message.success(t('settings.saved')),
        (error: unknown) => message.error(errorText(error)),
      )
      .finally(() => client.invalidateQueries({ queryKey: ['products'] }))
  return (
    <Segmented<Valuation['method']>
      disabled={!valuation.actions.includes('update')}
      value={valuation.method}
      onChange={choose}
      options={METHODS.map((value) => ({ value, label: t(`inventory.method.${value}`) }))}
    />
  )
}
