import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { App, Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Feedback, Id } from '@/api/types'
import { OneSite } from '@/app/OneSite'
import { useSiteId } from '@/app/site'
import { Bars } from '@/ui/Bars'
import { Chips } from '@/ui/Chips'
import { DataTable } from '@/ui/DataTable'
import { EmptyState } from '@/ui/EmptyState'
import { formatScaled } from '@/ui/scaled'
import { useLanguage } from '@/ui/useLanguage'
import { useUrlState } from '@/ui/useUrlState'
import { feedbackMonths, feedbackSettings, handleFeedback } from './commands'
import { useFeedbackColumns } from './useFeedbackColumns'
import './feedback.css'

const ReasonDialog = lazy(async () => ({ default: (await import('@/features/workshop/ReasonDialog')).ReasonDialog }))
const STATES = ['open', 'handled', 'good'] as const

/** What customers of a site said of their visits, and what was done where they were not content. */
export function FeedbackPanel() {
  return (
    <OneSite>
      <OfSite />
    </OneSite>
  )
}

function OfSite() {
  const { t } = useTranslation()
  const site = useSiteId()
  const [url, setUrl] = useUrlState()
  const state = STATES.find((one) => one === url.state)
  const [handling, setHandling] = useState<Feedback | null>(null)
  const columns = useFeedbackColumns(setHandling)
  const { message } = App.useApp()
  const client = useQueryClient()
  const handle = async (id: Id, note: string) => {
    await handleFeedback(id, note)
    await client.invalidateQueries({ queryKey: ['feedback'] })
    message.success(t('feedback.noted'))
  }
  return (
    <div className="stack">
      <Months site={site} />
      <DataTable<Feedback>
        path="/feedback"
        query={{ site, state }}
        columns={columns}
        href={({ work_order_id }) => `/work-orders/${work_order_id}`}
        filters={
          <Chips
            label={t('feedback.title')}
            value={state ?? 'all'}
            options={[
              { value: 'all', label: t('common.all') },
              ...STATES.map((value) => ({ value, label: t(`feedback.state.${value}`) })),
            ]}
            onChange={(next) => setUrl({ state: next === 'all' ? undefined : next })}
          />
        }
        empty={<Nothing site={site} />}
      />
      <Suspense fallback={null}>
        {handling && (
          <ReasonDialog
            title={t('feedback.handleTitle', { name: handling.customer })}
            ok={t('feedback.handle')}
            onReason={(note) => handle(handling.id, note)}
            onClose={() => setHandling(null)}
          />
        )}
      </Suspense>
    </div>
  )
}

/** How content customers were in each month. */
function Months({ site }: { site: Id }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { data } = useQuery(feedbackMonths(site))
  if (!data || data.items.length === 0) return null
  const name = new Intl.DateTimeFormat(`${language}-u-nu-latn`, { month: 'long', year: 'numeric', timeZone: 'UTC' })
  const bars = data.items.map(({ month, answers, average }) => ({
    label: name.format(new Date(`${month}-01T00:00:00Z`)),
    count: average,
    text: (
      <>
        {formatScaled(average, 2, language)} ★ · {t('feedback.answers', { count: answers })}
      </>
    ),
  }))
  return <Bars title={t('feedback.months')} bars={bars} whole={500} />
}

/** Nobody said anything yet, or the site does not ask. */
function Nothing({ site }: { site: Id }) {
  const { t } = useTranslation()
  const { data } = useQuery(feedbackSettings(site))
  if (!data) return null
  if (data.enabled) return <EmptyState title={t('feedback.none')} text={t('feedback.noneText')} />
  return (
    <EmptyState
      title={t('feedback.off')}
      text={t('feedback.offText')}
      action={
        data.actions.includes('set') && (
          <Link to="/sites/$id" params={{ id: site }}>
            <Button>{t('reminders.choose')}</Button>
          </Link>
        )
      }
    />
  )
}
