import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { CampaignGroup, Id } from '@/api/types'
import { Money } from '@/ui/Money'
import { useLanguage } from '@/ui/useLanguage'
import { result } from './commands'

/** What a campaign brought: who heard of it beside who did not. */
export function CampaignResult({ id }: { id: Id }) {
  const { t } = useTranslation()
  const { data } = useQuery(result(id))
  if (!data) return null
  if (data.told.people + data.held.people === 0) return <p className="muted">{t('campaigns.noResult')}</p>
  return (
    <section className="stack" aria-label={t('campaigns.result', { days: data.days })}>
      <h3 className="panel-title">{t('campaigns.result', { days: data.days })}</h3>
      <div className="campaign-groups">
        <Group title={t('campaigns.heard')} group={data.told} tone="told" />
        {data.held.people > 0 && <Group title={t('campaigns.silent')} group={data.held} tone="held" />}
      </div>
      {data.by_link.people > 0 && (
        <p>
          {t('campaigns.byLink')} : <b className="num">{data.by_link.people}</b>
          {data.by_link.invoiced.map(({ currency, net }) => (
            <span key={currency}>
              {' · '}
              <Money amount={net} currency={currency} />
            </span>
          ))}
        </p>
      )}
      {data.sent + data.waiting + data.not_sent > 0 && (
        <p className="muted small">
          {t('campaigns.sent')} <b className="num">{data.sent}</b> · {t('campaigns.waiting')}{' '}
          <b className="num">{data.waiting}</b> · {t('campaigns.notSent')} <b className="num">{data.not_sent}</b>
        </p>
      )}
    </section>
  )
}

function Group({ title, group, tone }: { title: string; group: CampaignGroup; tone: 'told' | 'held' }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { people, booked, invoiced } = group
  const share = people > 0 ? booked / people : 0
  const percent = new Intl.NumberFormat(language === 'ar' ? 'ar-TN-u-nu-latn' : language, {
    style: 'percent',
    maximumFractionDigits: 1,
  })
  return (
    <div className={`campaign-group is-${tone}`}>
      <div className="row">
        <strong className="grow">{title}</strong>
        <b className="num">{people}</b>
      </div>
      <div className="campaign-bar" aria-hidden="true">
        <span style={{ inlineSize: `${Math.min(100, share * 100)}%` }} />
      </div>
      <small>
        {t('campaigns.rate')} : <bdi className="num">{percent.format(share)}</bdi>{' '}
        <span className="muted num">({booked})</span>
      </small>
      {invoiced.map(({ currency, net }) => (
        <small key={currency}>
          {t('campaigns.invoiced')} : <Money amount={net} currency={currency} />
          <span className="muted campaign-per-head">
            {t('campaigns.perHead')} : <Money amount={people > 0 ? Math.round(net / people) : 0} currency={currency} />
          </span>
        </small>
      ))}
    </div>
  )
}
