import { useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { errorText } from '@/api/problem'
import type { Counter, Id } from '@/api/types'
import { CustomerPicker } from '@/features/customers/CustomerPicker'
import { RecordGate } from '@/ui/RecordGate'
import { setCounter, useCounter } from './commands'

/** Who buys over a site's counter when nobody gives a name. */
export function CounterSettings({ site }: { site: Id }) {
  const { t } = useTranslation()
  return (
    <section className="panel" aria-label={t('counter.settings')}>
      <header className="panel-head">
        <h2 className="panel-title">{t('counter.settings')}</h2>
      </header>
      <div className="panel-body stack">
        <p className="muted">{t('counter.settingsHint')}</p>
        <RecordGate query={useCounter(site)}>{(counter) => <WalkIn counter={counter} />}</RecordGate>
      </div>
    </section>
  )
}

function WalkIn({ counter }: { counter: Counter }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const client = useQueryClient()
  const may = counter.actions.includes('update')
  const choose = (customer: Id | null) =>
    setCounter(counter, customer)
      .then(
        () => message.success(t('settings.saved')),
        (error: unknown) => message.error(errorText(error)),
      )
      .finally(() => client.invalidateQueries({ queryKey: ['work-orders', 'counter'] }))
  return (
    <>
      <p>{counter.customer ? <bdi>{counter.customer.name}</bdi> : t('counter.nobody')}</p>
      {may && <CustomerPicker onChange={choose} />}
      {may && counter.customer && <Button onClick={() => choose(null)}>{t('counter.nobodyAnyMore')}</Button>}
    </>
  )
}
