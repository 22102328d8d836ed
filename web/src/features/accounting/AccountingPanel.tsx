import { Segmented, Skeleton } from 'antd'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { OneSite } from '@/app/OneSite'
import { useSiteId } from '@/app/site'
import { MonthStep, useMonth } from '@/ui/MonthStep'
import { useUrlState } from '@/ui/useUrlState'
import { ArchivesPanel } from './ArchivesPanel'
import { ChainsPanel } from './ChainsPanel'
import { JournalExports } from './JournalExports'
import { JournalPanel } from './JournalPanel'
import { VatPanel } from './VatPanel'

const WorthPanel = lazy(async () => ({ default: (await import('./WorthPanel')).WorthPanel }))

const LiabilityPanel = lazy(async () => ({
  default: (await import('@/features/loyalty/LiabilityPanel')).LiabilityPanel,
}))

const VIEWS = ['month', 'worth', 'points'] as const

/** A month of a site as accountants see it: its VAT, what moved on which account, and what was exported; what was worth what on a day, or the points of customers. */
export function AccountingPanel() {
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
  if (site === '') return null
  const view = VIEWS.find((one) => one === url.view) ?? 'month'
  return (
    <div className="stack">
      <div className="row wrap">
        <Segmented
          aria-label={t('worth.views')}
          value={view}
          onChange={(next) => setUrl({ view: next === 'month' ? undefined : next })}
          options={VIEWS.map((value) => ({ value, label: t(`worth.view.${value}`) }))}
        />
        {view === 'month' && <MonthStep />}
      </div>
      {view === 'month' ? (
        <OfMonth site={site} />
      ) : (
        <Suspense fallback={<Skeleton active />}>
          {view === 'worth' ? <WorthPanel site={site} /> : <LiabilityPanel site={site} />}
        </Suspense>
      )}
    </div>
  )
}

function OfMonth({ site }: { site: string }) {
  const month = useMonth()
  return (
    <>
      <VatPanel site={site} month={month} />
      <JournalPanel site={site} month={month} />
      <JournalExports site={site} />
      <ChainsPanel site={site} />
      <ArchivesPanel site={site} />
    </>
  )
}
