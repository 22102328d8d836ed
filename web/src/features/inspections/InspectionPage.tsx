import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { App, Button, Progress, Segmented } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { errorText } from '@/api/problem'
import type { Inspection, InspectionItem } from '@/api/types'
import { Changes } from '@/features/audit/Changes'
import { Plate } from '@/ui/Plate'
import { RecordGate } from '@/ui/RecordGate'
import { Age } from '@/ui/Time'
import { useLanguage } from '@/ui/useLanguage'
import { Counts } from './Counts'
import { completeInspection, proposeJobs } from './commands'
import { ItemCard } from './ItemCard'
import { useInspection, useKeepInspection } from './queries'
import { useUploads } from './useUploads'
import './inspections.css'

const ReopenDialog = lazy(async () => ({ default: (await import('./ReopenDialog')).ReopenDialog }))
const ShareDialog = lazy(async () => ({ default: (await import('./ShareDialog')).ShareDialog }))

export function InspectionPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  return (
    <RecordGate query={useInspection(id)}>{(inspection) => <Filling key={id} inspection={inspection} />}</RecordGate>
  )
}

type Shown = 'all' | 'open' | 'findings'

const isShown: Record<Shown, (item: InspectionItem) => boolean> = {
  all: () => true,
  open: ({ answer }) => answer.verdict === null,
  findings: ({ answer }) => answer.verdict === 'soon' || answer.verdict === 'urgent',
}

/** An inspection as it is filled, on a telephone held in a glove as at the desk. */
function Filling({ inspection }: { inspection: Inspection }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const uploads = useUploads(inspection.id)
  const [shown, setShown] = useState<Shown>('all')
  const items = inspection.items.filter(isShown[shown])
  const answered = inspection.items.length - inspection.counts.open
  return (
    <div className="inspection stack">
      <title>{`${inspection.names[language]} · ${inspection.vehicle.plate} · ECAR`}</title>
      <header className="panel inspection-head">
        <div className="row wrap">
          <Plate text={inspection.vehicle.plate} large />
          <div className="about">
            <h1>
              <bdi>{inspection.names[language]}</bdi>
            </h1>
            <span className="muted">
              <bdi>{inspection.vehicle.label}</bdi> ·{' '}
              <Link to="/work-orders/$id" params={{ id: inspection.work_order.id }} className="code">
                {inspection.work_order.number}
              </Link>
            </span>
          </div>
          <Counts counts={inspection.counts} />
        </div>
        <Progress
          percent={Math.round((100 * answered) / Math.max(1, inspection.items.length))}
          format={() => t('inspections.answered', { done: answered, all: inspection.items.length })}
          aria-label={t('inspections.progress')}
        />
        <Segmented
          block
          size="large"
          value={shown}
          onChange={setShown}
          options={(['all', 'open', 'findings'] as const).map((value) => ({
            value,
            label: t(`inspections.show.${value}`),
          }))}
        />
      </header>
      <Signature inspection={inspection} />
      {sectionsOf(items, (item) => item.section[language]).map(({ name, items }) => (
        <section key={name} aria-label={name} className="stack">
          <h2 className="section-name">
            <bdi>{name}</bdi>
          </h2>
          {items.map((item) => (
            <ItemCard key={item.id} inspection={inspection} item={item} uploads={uploads} />
          ))}
        </section>
      ))}
      {items.length === 0 && <p className="muted">{t('inspections.nothingHere')}</p>}
      <Changes entity="inspection" id={inspection.id} />
      <Steps inspection={inspection} isSending={uploads.sending.length > 0} />
    </div>
  )
}

function Signature({ inspection }: { inspection: Inspection }) {
  const { t } = useTranslation()
  if (inspection.done_at) {
    return (
      <p className="signature done">
        {t('inspections.signedBy', { name: inspection.done_by })} · <Age at={inspection.done_at} />
      </p>
    )
  }
  if (!inspection.reopen_reason) return null
  return (
    <p className="signature">
      {t('inspections.reopenedBecause')} <bdi>{inspection.reopen_reason}</bdi>
    </p>
  )
}

/** What comes next, always under the thumb. */
function Steps({ inspection, isSending }: { inspection: Inspection; isSending: boolean }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const navigate = useNavigate()
  const keep = useKeepInspection()
  const [opened, setOpened] = useState<'reopen' | 'share' | null>(null)
  const can = (action: string) => inspection.actions.includes(action)
  const findings = inspection.items.filter((item) => isShown.findings(item) && !item.job_id).length
  const run = (command: Promise<Inspection>) =>
    command.then(keep).catch((error: unknown) => {
      message.error(errorText(error))
      return null
    })
  const propose = async () => {
    if (await run(proposeJobs(inspection.id))) {
      navigate({ to: '/work-orders/$id', params: { id: inspection.work_order.id } })
    }
  }
  return (
    <footer className="steps">
      {can('complete') && (
        <Button type="primary" size="large" disabled={isSending} onClick={() => run(completeInspection(inspection.id))}>
          {t('inspections.sign')}
        </Button>
      )}
      {can('propose') && findings > 0 && (
        <Button size="large" onClick={propose}>
          {t('inspections.propose', { count: findings })}
        </Button>
      )}
      {can('link') && (
        <Button size="large" onClick={() => setOpened('share')}>
          {t('inspections.share')}
        </Button>
      )}
      {can('reopen') && (
        <Button size="large" onClick={() => setOpened('reopen')}>
          {t('inspections.reopen')}
        </Button>
      )}
      <Suspense>
        {opened === 'reopen' && <ReopenDialog inspection={inspection} onClose={() => setOpened(null)} />}
        {opened === 'share' && <ShareDialog inspection={inspection} onClose={() => setOpened(null)} />}
      </Suspense>
    </footer>
  )
}

function sectionsOf(items: InspectionItem[], nameOf: (item: InspectionItem) => string) {
  const sections: { name: string; items: InspectionItem[] }[] = []
  for (const item of items) {
    const name = nameOf(item)
    const known = sections.find((section) => section.name === name)
    if (known) known.items.push(item)
    else sections.push({ name, items: [item] })
  }
  return sections
}
