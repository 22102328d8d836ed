import { PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Campaign, CampaignInput } from '@/api/types'
import { OneSite } from '@/app/OneSite'
import { useSiteId } from '@/app/site'
import { EmptyState } from '@/ui/EmptyState'
import { RecordGate } from '@/ui/RecordGate'
import { Tag, type Tone } from '@/ui/StatusTag'
import { useUrlState } from '@/ui/useUrlState'
import { Words } from '@/ui/Words'
import { CampaignSettings } from './CampaignSettings'
import { campaigns, settings } from './commands'
import { blank, EXAMPLES, example } from './examples'
import './campaigns.css'

const CampaignDrawer = lazy(async () => ({ default: (await import('./CampaignDrawer')).CampaignDrawer }))
const CampaignEditor = lazy(async () => ({ default: (await import('./CampaignEditor')).CampaignEditor }))

const TONES: Record<Campaign['state'], Tone> = { draft: 'grey', running: 'teal', paused: 'amber', ended: 'violet' }

/** What a site offers to many at once, and what each brought. */
export function CampaignsPanel() {
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
  const query = useQuery(campaigns(site))
  const { data: chosen } = useQuery(settings(site))
  const [draft, setDraft] = useState<CampaignInput | null>(null)
  const may = chosen?.actions.includes('create') ?? false
  return (
    <div className="stack">
      <RecordGate query={query}>
        {(rows) =>
          rows.length === 0 ? (
            <Nothing may={may} onDraft={setDraft} />
          ) : (
            <>
              {may && (
                <div className="row wrap campaign-new">
                  <Button type="primary" icon={<PlusOutlined />} onClick={() => setDraft(blank())}>
                    {t('campaigns.new')}
                  </Button>
                  {EXAMPLES.map((which) => (
                    <Button key={which} onClick={() => void example(which).then(setDraft)}>
                      {t(`campaigns.example.${which}`)}
                    </Button>
                  ))}
                </div>
              )}
              <ul className="campaigns">
                {rows.map((row) => (
                  <li key={row.id}>
                    <Row campaign={row} onOpen={() => setUrl({ campaign: row.id })} />
                  </li>
                ))}
              </ul>
            </>
          )
        }
      </RecordGate>
      <CampaignSettings site={site} />
      <Suspense fallback={null}>
        {draft && (
          <CampaignEditor
            site={site}
            start={draft}
            onClose={() => setDraft(null)}
            onSaved={(id) => setUrl({ campaign: id })}
          />
        )}
        {url.campaign && !draft && (
          <CampaignDrawer
            key={url.campaign}
            id={url.campaign}
            site={site}
            onClose={() => setUrl({ campaign: undefined })}
            onCopy={(input) => {
              setUrl({ campaign: undefined })
              setDraft(input)
            }}
          />
        )}
      </Suspense>
    </div>
  )
}

function Row({ campaign, onOpen }: { campaign: Campaign; onOpen: () => void }) {
  const { t } = useTranslation()
  const { name, state, segment, reach } = campaign
  const figures = [
    ['told', reach.told],
    ['held', reach.held],
    ['booked', reach.booked],
  ] as const
  return (
    <button type="button" className="panel panel-body campaign" onClick={onOpen}>
      <span className="row wrap">
        <strong className="grow">
          <Words text={name} />
        </strong>
        <CampaignState state={state} />
      </span>
      <span className="muted">{t(`campaigns.kind.${segment.kind}`)}</span>
      <span className="campaign-figures">
        {figures.map(([key, count]) => (
          <span key={key}>
            <b className="num">{count}</b> <small className="muted">{t(`campaigns.${key}`)}</small>
          </span>
        ))}
      </span>
    </button>
  )
}

export function CampaignState({ state }: Pick<Campaign, 'state'>) {
  const { t } = useTranslation()
  return <Tag tone={TONES[state]}>{t(`campaigns.state.${state}`)}</Tag>
}

/** There is none yet: three that are ready, and one from nothing. */
function Nothing({ may, onDraft }: { may: boolean; onDraft: (draft: CampaignInput) => void }) {
  const { t } = useTranslation()
  return (
    <EmptyState
      title={t('campaigns.empty')}
      text={t('campaigns.emptyText')}
      action={
        may && (
          <div className="campaign-examples">
            {EXAMPLES.map((which) => (
              <button
                key={which}
                type="button"
                className="panel panel-body campaign"
                onClick={() => void example(which).then(onDraft)}
              >
                <strong>{t(`campaigns.example.${which}`)}</strong>
                <span className="muted">{t(`campaigns.exampleText.${which}`)}</span>
              </button>
            ))}
            <Button type="link" onClick={() => onDraft(blank())}>
              {t('campaigns.blank')}
            </Button>
          </div>
        )
      }
    />
  )
}
