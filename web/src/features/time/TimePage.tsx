import { LeftOutlined, PlusOutlined, RightOutlined } from '@ant-design/icons'
import { Button, Select } from 'antd'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Clocking } from '@/api/types'
import { useMay } from '@/app/permission'
import { useSiteId, useTimeZone } from '@/app/site'
import { ExportButton } from '@/features/customers/ExportButton'
import { DataTable } from '@/ui/DataTable'
import { EmptyState } from '@/ui/EmptyState'
import { PageHeader } from '@/ui/PageHeader'
import { formatDay, fromWall, toWall } from '@/ui/time'
import { useLanguage } from '@/ui/useLanguage'
import { useUrlState } from '@/ui/useUrlState'
import { AddClockingDialog } from './AddClockingDialog'
import { CorrectDialog } from './CorrectDialog'
import { useClockingColumns } from './clockingColumns'
import { ForgottenPanel } from './ForgottenPanel'
import { shift, weekOf } from './hours'
import type { Period } from './queries'
import { ReportPanel } from './ReportPanel'
import { useStaff } from './useStaff'
import '@/features/workshop/workshop.css'
import './time.css'

const PayPanels = lazy(() => import('./pay/PayPanels').then((part) => ({ default: part.PayPanels })))

/** Everybody’s time at the site, and for those who may see it what they earn. */
export function TimePage() {
  const { t } = useTranslation()
  const mayPay = useMay('pay.read')
  const [url, setUrl] = useUrlState()
  const view = mayPay && url.view === 'pay' ? 'pay' : 'hours'
  // Buttons: what chooses between two places elsewhere is too heavy for this page.
  const choice = mayPay && (
    <span className="row">
      {(['hours', 'pay'] as const).map((place) => (
        <Button
          key={place}
          type={view === place ? 'primary' : 'default'}
          aria-pressed={view === place}
          onClick={() => setUrl({ view: place === 'pay' ? place : undefined })}
        >
          {t(place === 'pay' ? 'time.pay.title' : 'time.pay.hours')}
        </Button>
      ))}
    </span>
  )
  if (view === 'hours') return <Hours choice={choice} />
  return (
    <div className="stack">
      <PageHeader title={t('nav.time')} beside={choice} />
      <Suspense>
        <PayPanels />
      </Suspense>
    </div>
  )
}

/** A week at a time: sums, what was forgotten, and each clocking. */
function Hours({ choice }: { choice: ReactNode }) {
  const { t } = useTranslation()
  const site = useSiteId()
  const zone = useTimeZone()
  const mayCorrect = useMay('time.correct')
  const [url, setUrl] = useUrlState()
  const [adding, setAdding] = useState(false)
  const [correcting, setCorrecting] = useState<Clocking | null>(null)
  const period = weekOf(url.week ?? toWall(new Date(), zone).slice(0, 10))
  const correct = mayCorrect ? setCorrecting : undefined
  const query = {
    site,
    user: url.user,
    from: fromWall(`${period.from}T00:00`, zone),
    until: fromWall(`${shift(period.until, 1)}T00:00`, zone),
  }
  return (
    <div className="stack">
      <PageHeader
        title={t('nav.time')}
        beside={
          <>
            {choice}
            <Week period={period} onGo={(week) => setUrl({ week })} />
          </>
        }
        actions={
          <>
            <ExportButton path={`/time/${site}/report/export`} name={`time-${period.from}`} query={{ ...period }} />
            {mayCorrect && (
              <Button icon={<PlusOutlined />} onClick={() => setAdding(true)}>
                {t('time.add')}
              </Button>
            )}
          </>
        }
      />
      <ForgottenPanel site={site} onCorrect={correct} />
      <ReportPanel site={site} period={period} />
      <DataTable<Clocking>
        path="/clockings"
        query={query}
        columns={useClockingColumns(correct)}
        filters={<PersonFilter />}
        empty={<EmptyState title={t('time.noClockings')} text={t('time.noClockingsText')} />}
      />
      {adding && <AddClockingDialog site={site} onClose={() => setAdding(false)} />}
      {correcting && <CorrectDialog clocking={correcting} onClose={() => setCorrecting(null)} />}
    </div>
  )
}

function Week({ period, onGo }: { period: Period; onGo: (week: string) => void }) {
  const { t } = useTranslation()
  const language = useLanguage()
  return (
    <span className="clock-now">
      <Button
        icon={<LeftOutlined className="flip-rtl" />}
        aria-label={t('time.weekBefore')}
        onClick={() => onGo(shift(period.from, -7))}
      />
      <span className="num">
        {formatDay(period.from, language)} – {formatDay(period.until, language)}
      </span>
      <Button
        icon={<RightOutlined className="flip-rtl" />}
        aria-label={t('time.weekAfter')}
        onClick={() => onGo(shift(period.from, 7))}
      />
    </span>
  )
}

function PersonFilter() {
  const { t } = useTranslation()
  const [url, setUrl] = useUrlState()
  return (
    <Select
      allowClear
      className="filter"
      placeholder={t('time.anybody')}
      aria-label={t('time.anybody')}
      value={url.user}
      onChange={(user) => setUrl({ user })}
      options={useStaff()}
    />
  )
}
