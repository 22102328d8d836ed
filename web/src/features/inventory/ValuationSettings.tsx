import { useQuery } from '@tanstack/react-query'
import { Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { Id, Valuation } from '@/api/types'
import { SettingsPanel } from '@/features/workshop/settings/SettingsPanel'
import { useSaved } from '@/features/workshop/settings/useSaved'
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
    <SettingsPanel title={t('inventory.valuation')} hint={t('inventory.valuationHint')}>
      <RecordGate query={query}>{(valuation) => <Method valuation={valuation} />}</RecordGate>
    </SettingsPanel>
  )
}

function Method({ valuation }: { valuation: Valuation }) {
  const { t } = useTranslation()
  const saved = useSaved(['products'])
  const choose = (method: Valuation['method']) =>
    saved(api.put<Valuation>(`/stock/valuations/${valuation.site_id}`, { method }, { version: valuation.version }))
  return (
    <Segmented<Valuation['method']>
      disabled={!valuation.actions.includes('update')}
      value={valuation.method}
      onChange={choose}
      options={METHODS.map((value) => ({ value, label: t(`inventory.method.${value}`) }))}
    />
  )
}
