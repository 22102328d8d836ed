import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import type { Id, Language, Message, MessageText } from '@/api/types'
import { LANGUAGES } from '@/app/locale'
import { useMe } from '@/app/session'
import { useSiteId } from '@/app/site'
import { Chips } from '@/ui/Chips'
import { RecordGate } from '@/ui/RecordGate'
import { useUrlState } from '@/ui/useUrlState'
import { messageSettings, messageTexts, type Place } from './commands'
import { EventRow } from './EventRow'
import { QuietHours } from './QuietHours'
import { useSettings } from './useSettings'
import './texts.css'

const TextDrawer = lazy(async () => ({ default: (await import('./TextDrawer')).TextDrawer }))

const CHANNELS: MessageText['channel'][] = ['sms', 'email']

/** What messages say, which of them go, and when telephones rest: at a site, or in the words of all. */
export function TextsPage() {
  const site = useSiteId()
  const [url, setUrl] = useUrlState()
  const isAll = url.scope === 'all'
  const list = useQuery(messageTexts(isAll ? undefined : site))
  const place = placeOf(url, isAll ? undefined : site)
  return (
    <div className="stack">
      <Scope site={site} isAll={isAll} onChange={(scope) => setUrl({ scope })} />
      {!isAll && <SiteQuietHours key={site} site={site} />}
      <RecordGate query={list}>
        {({ events }) => (
          <Events events={events} site={isAll ? undefined : site} onOpen={(text) => setUrl({ ...text })} />
        )}
      </RecordGate>
      <Suspense fallback={null}>
        {place && (
          <TextDrawer
            key={`${place.event} ${place.channel} ${place.language} ${place.site}`}
            place={place}
            onClose={() => setUrl({ text: undefined, channel: undefined, lang: undefined })}
          />
        )}
      </Suspense>
    </div>
  )
}

function placeOf(url: Record<string, string | undefined>, site?: Id): Place | null {
  const channel = CHANNELS.find((one) => one === url.channel)
  const language = LANGUAGES.find(({ code }) => code === url.lang)?.code
  return url.text && channel && language ? { event: url.text as Message['event'], channel, language, site } : null
}

/** Whose words: the chosen site's, or those of all sites. Nothing to choose where there is one. */
function Scope({ site, isAll, onChange }: { site: Id; isAll: boolean; onChange: (scope?: string) => void }) {
  const { t } = useTranslation()
  const sites = useMe()?.sites ?? []
  if (sites.length < 2) return null
  const name = sites.find(({ id }) => id === site)?.name ?? ''
  return (
    <div className="row wrap">
      <Chips
        label={t('texts.scope')}
        value={isAll ? 'all' : 'site'}
        options={[
          { value: 'site', label: name },
          { value: 'all', label: t('texts.allSites') },
        ]}
        onChange={(scope) => onChange(scope === 'all' ? scope : undefined)}
      />
      <small className="muted">{t(isAll ? 'texts.allHint' : 'texts.siteHint')}</small>
    </div>
  )
}

function SiteQuietHours({ site }: { site: Id }) {
  const { data } = useQuery(messageSettings(site))
  return data ? <QuietHours key={data.version} settings={data} /> : null
}

interface EventsProps {
  events: { event: Message['event']; texts: Mark[] }[]
  site?: Id
  onOpen: (text: { text: string; channel: string; lang: Language }) => void
}

export type Mark = Pick<MessageText, 'channel' | 'language' | 'source'>

function Events({ events, site, onOpen }: EventsProps) {
  const { t } = useTranslation()
  const settings = useSettings(site)
  return (
    <section className="panel" aria-label={t('nav.messages')}>
      <header className="panel-head">
        <h2 className="panel-title">{t('nav.messages')}</h2>
      </header>
      <p className="panel-body muted texts-hint">{t('texts.hint')}</p>
      <ul className="texts-events">
        {events.map(({ event, texts }) => (
          <EventRow
            key={event}
            event={event}
            marks={texts}
            settings={settings}
            onOpen={({ channel, language }) => onOpen({ text: event, channel, lang: language })}
          />
        ))}
      </ul>
    </section>
  )
}
