import { useTranslation } from 'react-i18next'
import type { HistoryEntry, Id } from '@/api/types'
import { Age } from '@/ui/Time'
import { HistoryDetail } from './HistoryDetail'
import { useHistory } from './queries'

/** What happened to the order, newest first. */
export function HistoryPanel({ id }: { id: Id }) {
  const { t, i18n } = useTranslation()
  const entries = useHistory(id).data?.items ?? []
  if (entries.length === 0) return null
  const name = (event: string) => {
    const verb = event.split('.').at(-1) ?? event
    return i18n.exists(`workshop.event.${verb}`) ? t(`workshop.event.${verb}`) : verb.replaceAll('_', ' ')
  }
  return (
    <section className="panel">
      <header className="panel-head">
        <h2 className="panel-title">{t('workshop.history')}</h2>
      </header>
      <ol className="order-history panel-body">
        {entries.map((entry) => (
          <li key={entry.id}>
            <div>{name(entry.event)}</div>
            {entry.detail && <HistoryDetail event={entry.event} detail={asDetail(entry.detail)} />}
            <small>
              <bdi>{entry.by}</bdi> · <Age at={entry.at} />
            </small>
          </li>
        ))}
      </ol>
    </section>
  )
}

const asDetail = (detail: NonNullable<HistoryEntry['detail']>) =>
  typeof detail === 'string' ? { text: detail } : detail
