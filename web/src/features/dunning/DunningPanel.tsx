import { MailOutlined, ReloadOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { App, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { errorText } from '@/api/problem'
import { newKey } from '@/api/repeat'
import type { DunningLetter, Id } from '@/api/types'
import { useMay } from '@/app/permission'
import { useListSite } from '@/app/site'
import { useSiteColumn } from '@/app/siteColumn'
import { Chips } from '@/ui/Chips'
import { formatMoney } from '@/ui/currency'
import { DataTable } from '@/ui/DataTable'
import { EmptyState } from '@/ui/EmptyState'
import { useLanguage } from '@/ui/useLanguage'
import { useUrlState } from '@/ui/useUrlState'
import { dunningSettings, lookWhoIsLate, proposedAt, sendLetters } from './commands'
import { DunningFigures } from './DunningFigures'
import { PauseDialog } from './PauseDialog'
import { PausesList } from './PausesList'
import { useLetterColumns } from './useLetterColumns'
import { useReload } from './useReload'
import { STATES } from './words'
import './dunning.css'

/** Letters to customers who are late: what is proposed, what went out, and who is left alone. */
export function DunningPanel() {
  const { t } = useTranslation()
  const site = useListSite()
  const [url, setUrl] = useUrlState()
  const [pausing, setPausing] = useState<DunningLetter | null>(null)
  const state = url.state ?? 'proposed'
  const columns = [...useLetterColumns(setPausing), ...useSiteColumn<DunningLetter>()]
  const filters = (
    <>
      <Chips
        label={t('dunning.state')}
        value={state}
        options={[...STATES, 'paused'].map((value) => ({ value, label: t(`dunning.states.${value}`) }))}
        onChange={(next) => setUrl({ state: next === 'proposed' ? undefined : next })}
      />
      {state === 'proposed' && site && <Steps site={site} />}
    </>
  )
  return (
    <div className="stack">
      <DunningFigures site={site} />
      {state === 'paused' ? (
        <PausesList site={site} filters={filters} />
      ) : (
        <DataTable<DunningLetter>
          path="/dunning-letters"
          query={{ site, state }}
          columns={columns}
          filters={filters}
          empty={<Nothing state={state} site={site} />}
        />
      )}
      {pausing && (
        <PauseDialog
          site={pausing.site_id}
          customer={pausing.customer.id}
          label={pausing.customer.name}
          onClose={() => setPausing(null)}
        />
      )}
    </div>
  )
}

/** Nobody to write to, or the site does not write to anybody yet. */
function Nothing({ state, site }: { state: string; site: Id | undefined }) {
  const { t } = useTranslation()
  const { data } = useQuery({ ...dunningSettings(site ?? ''), enabled: site !== undefined })
  if (state !== 'proposed') return <EmptyState title={t(`dunning.none.${state}`)} />
  if (site && data?.mode === 'off')
    return (
      <EmptyState
        title={t('dunning.off')}
        text={t('dunning.offText')}
        action={
          data.actions.includes('update') && (
            <Link to="/sites/$id" params={{ id: site }}>
              {t('dunning.choose')}
            </Link>
          )
        }
      />
    )
  return <EmptyState title={t('dunning.none.proposed')} text={t('dunning.noneText')} />
}

/** Looks again who is late, and sends all that is proposed. */
function Steps({ site }: { site: Id }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { message } = App.useApp()
  const may = useMay('payment.take')
  const reload = useReload()
  const [busy, setBusy] = useState<'look' | 'send' | null>(null)
  const { data } = useQuery(dunningSettings(site))
  if (!may || !data || data.mode === 'off') return null
  const run = async (what: 'look' | 'send', work: () => Promise<string>) => {
    setBusy(what)
    try {
      message.success(await work())
    } catch (refusal) {
      message.error(errorText(refusal))
    }
    await reload()
    setBusy(null)
  }
  const look = async () => t('dunning.looked', { count: (await lookWhoIsLate(site)).letters })
  const send = async () => {
    const ids = await proposedAt(site)
    if (ids.length === 0) return t('dunning.none.proposed')
    const { letters, due, currency } = await sendLetters(site, ids, newKey())
    return t('dunning.sent', { count: letters, amount: formatMoney(due, currency, language) })
  }
  return (
    <>
      <Button icon={<ReloadOutlined />} loading={busy === 'look'} onClick={() => run('look', look)}>
        {t('dunning.look')}
      </Button>
      <Button type="primary" icon={<MailOutlined />} loading={busy === 'send'} onClick={() => run('send', send)}>
        {t('dunning.sendAll')}
      </Button>
    </>
  )
}
