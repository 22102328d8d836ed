import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Drawer } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { errorText } from '@/api/problem'
import type { Campaign, CampaignFigures, CampaignInput, Id } from '@/api/types'
import { direction } from '@/app/locale'
import { RecordGate } from '@/ui/RecordGate'
import { Time } from '@/ui/Time'
import { useLanguage } from '@/ui/useLanguage'
import { usePhone } from '@/ui/usePhone'
import { CampaignResult } from './CampaignResult'
import { CampaignState } from './CampaignsPanel'
import { act, campaign, inAll, lastRun, outlook, REASONS, runNow, tryOut } from './commands'
import { asInput } from './examples'

const CampaignEditor = lazy(async () => ({ default: (await import('./CampaignEditor')).CampaignEditor }))

interface Props {
  id: Id
  site: Id
  onClose: () => void
  onCopy: (input: CampaignInput) => void
}

/** One campaign at the edge of the page: whom it reached, what it brought, and what can be done with it. */
export function CampaignDrawer({ id, site, onClose, onCopy }: Props) {
  const phone = usePhone()
  const language = useLanguage()
  const [edits, setEdits] = useState(false)
  const query = useQuery(campaign(id))
  if (edits && query.data)
    return (
      <Suspense fallback={null}>
        <CampaignEditor site={site} campaign={query.data} start={asInput(query.data)} onClose={() => setEdits(false)} />
      </Suspense>
    )
  return (
    <Drawer
      open
      title={<bdi>{query.data?.name ?? ''}</bdi>}
      extra={query.data && <CampaignState state={query.data.state} />}
      onClose={onClose}
      size={phone ? '100%' : 640}
      placement={direction(language) === 'rtl' ? 'left' : 'right'}
    >
      <RecordGate query={query}>
        {(row) => (
          <div className="stack">
            <Deeds
              campaign={row}
              onEdit={() => setEdits(true)}
              onCopy={() => onCopy({ ...asInput(row), starts_on: null, ends_on: null })}
            />
            <CampaignResult id={row.id} />
            <LastRun id={row.id} />
            {row.state !== 'ended' && <Outlook id={row.id} />}
          </div>
        )}
      </RecordGate>
    </Drawer>
  )
}

function Deeds({
  campaign: { id, state, actions },
  onEdit,
  onCopy,
}: {
  campaign: Campaign
  onEdit: () => void
  onCopy: () => void
}) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const client = useQueryClient()
  const language = useLanguage()
  const [busy, setBusy] = useState('')
  const may = (action: string) => actions.includes(action)
  const run = async (name: string, work: () => Promise<string>) => {
    setBusy(name)
    try {
      message.success(await work())
    } catch (refusal) {
      message.error(errorText(refusal))
    }
    await client.invalidateQueries(inAll)
    setBusy('')
  }
  const turn = (what: 'start' | 'pause' | 'end', told: string) => () =>
    run(what, async () => {
      client.setQueryData(campaign(id).queryKey, await act(id, what))
      return told
    })
  const send = () =>
    run('run', async () => {
      const done = await runNow(id)
      client.setQueryData(lastRun(id).queryKey, done)
      return t('campaigns.queued', { count: done.figures.queued })
    })
  const trial = () =>
    run('try', async () => {
      await tryOut(id, language)
      return t('campaigns.tried')
    })
  const button = (name: string, label: string, onClick: () => void, primary = false) => (
    <Button
      size="large"
      type={primary ? 'primary' : 'default'}
      loading={busy === name}
      disabled={busy !== ''}
      onClick={onClick}
    >
      {label}
    </Button>
  )
  return (
    <div className="row wrap">
      {may('start') &&
        button(
          'start',
          t(state === 'paused' ? 'campaigns.resume' : 'campaigns.start'),
          turn('start', t('campaigns.started')),
          true,
        )}
      {may('run') && button('run', t('campaigns.run'), send, true)}
      {may('try') && button('try', t('campaigns.try'), trial)}
      {may('update') && button('edit', t('campaigns.edit'), onEdit)}
      {may('pause') && button('pause', t('campaigns.pause'), turn('pause', t('campaigns.paused')))}
      {may('end') && button('end', t('campaigns.end'), turn('end', t('campaigns.ended')))}
      {state === 'ended' && button('copy', t('campaigns.copy'), onCopy)}
    </div>
  )
}

function LastRun({ id }: { id: Id }) {
  const { t } = useTranslation()
  const { data: run } = useQuery(lastRun(id))
  if (!run) return null
  return (
    <section className="stack" aria-label={t('campaigns.lastRun')}>
      <h3 className="panel-title">{t('campaigns.lastRun')}</h3>
      <p className="muted">
        <Time at={run.began_at} /> {run.by_name && <bdi>· {run.by_name}</bdi>}
      </p>
      <Figures figures={run.figures} />
    </section>
  )
}

/** Who would hear of it now, and why the others would not. */
function Outlook({ id }: { id: Id }) {
  const { t } = useTranslation()
  const { data } = useQuery({ ...outlook(id), staleTime: 60_000 })
  if (!data) return null
  return (
    <section className="stack" aria-label={t('campaigns.outlook')}>
      <h3 className="panel-title">{t('campaigns.outlook')}</h3>
      <Figures figures={data} />
    </section>
  )
}

function Figures({ figures }: { figures: CampaignFigures }) {
  const { t } = useTranslation()
  const { found, queued, held, passed } = figures
  const all = [
    [t('campaigns.found'), found],
    [t('campaigns.written'), queued],
    [t('campaigns.held'), held],
    ...REASONS.filter((reason) => passed[reason] > 0).map(
      (reason) => [t(`campaigns.passed.${reason}`), passed[reason]] as const,
    ),
  ] as const
  return (
    <dl className="facts campaign-facts">
      {all.map(([label, value]) => (
        <div key={label} className="fact">
          <dt>{label}</dt>
          <dd className="num">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
