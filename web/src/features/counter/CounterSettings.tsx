import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Counter, Id } from '@/api/types'
import { CustomerPicker } from '@/features/customers/CustomerPicker'
import { SettingsPanel } from '@/features/workshop/settings/SettingsPanel'
import { useSaved } from '@/features/workshop/settings/useSaved'
import { RecordGate } from '@/ui/RecordGate'
import { setCounter, useCounter } from './commands'

/** Who buys over a site's counter when nobody gives a name. */
export function CounterSettings({ site }: { site: Id }) {
  const { t } = useTranslation()
  return (
    <SettingsPanel title={t('counter.settings')} hint={t('counter.settingsHint')}>
      <RecordGate query={useCounter(site)}>{(counter) => <WalkIn counter={counter} />}</RecordGate>
    </SettingsPanel>
  )
}

function WalkIn({ counter }: { counter: Counter }) {
  const { t } = useTranslation()
  const saved = useSaved(['work-orders', 'counter'])
  const may = counter.actions.includes('update')
  const choose = (customer: Id | null) => saved(setCounter(counter, customer))
  return (
    <>
      <p>{counter.customer ? <bdi>{counter.customer.name}</bdi> : t('counter.nobody')}</p>
      {may && <CustomerPicker onChange={choose} />}
      {may && counter.customer && <Button onClick={() => choose(null)}>{t('counter.nobodyAnyMore')}</Button>}
    </>
  )
}
