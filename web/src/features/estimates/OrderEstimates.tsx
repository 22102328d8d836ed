import { SendOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { EstimateVersion, Id, WorkOrder } from '@/api/types'
import { Money } from '@/ui/Money'
import { PrintButton } from '@/ui/PrintButton'
import { Tag, type Tone } from '@/ui/StatusTag'
import { Age, Time } from '@/ui/Time'
import { Evidence } from './Evidence'
import { Questions } from './Questions'
import { useEstimates } from './queries'
import './estimates.css'

const SendDialog = lazy(async () => ({ default: (await import('./SendDialog')).SendDialog }))
const VersionDialog = lazy(async () => ({ default: (await import('./VersionDialog')).VersionDialog }))

const TONES: Record<EstimateVersion['state'], Tone> = {
  open: 'blue',
  decided: 'green',
  expired: 'red',
  superseded: 'grey',
}

/** What the customer was offered, version by version; their decisions with what proves them, and their questions. */
export function OrderEstimates({ order }: { order: WorkOrder }) {
  const { t } = useTranslation()
  const [shown, setShown] = useState<Id | 'send' | null>(null)
  const estimates = useEstimates(order.id).data
  const close = () => setShown(null)
  if (!estimates) return null
  const may = estimates.actions.includes('send')
  if (estimates.items.length === 0 && estimates.decisions.length === 0 && !may) return null
  return (
    <section className="panel" aria-label={t('estimates.title')}>
      <header className="panel-head">
        <h2 className="panel-title grow">{t('estimates.title')}</h2>
        {(may || estimates.actions.includes('link')) && (
          <Button icon={<SendOutlined />} onClick={() => setShown('send')}>
            {t(may ? 'estimates.send' : 'estimates.links')}
          </Button>
        )}
      </header>
      <div className="panel-body stack">
        {estimates.items.length === 0 && <p className="muted">{t('estimates.none')}</p>}
        {estimates.items.map((one) => (
          <Version key={one.id} one={one} onOpen={() => setShown(one.id)} />
        ))}
        <Questions order={order} estimates={estimates} />
        <Evidence order={order} decisions={estimates.decisions} />
      </div>
      <Suspense>
        {shown === 'send' && <SendDialog order={order} estimates={estimates} onClose={close} />}
        {shown && shown !== 'send' && <VersionDialog id={shown} onClose={close} />}
      </Suspense>
    </section>
  )
}

function Version({ one, onOpen }: { one: EstimateVersion; onOpen: () => void }) {
  const { t } = useTranslation()
  return (
    <div className="estimate-version">
      <div className="row wrap">
        <Button type="link" className="estimate-name" onClick={onOpen}>
          {t('estimates.version', { number: one.version })}
        </Button>
        <Money amount={one.total} currency={one.currency} />
        <Tag tone={TONES[one.state]}>{t(`estimates.state.${one.state}`)}</Tag>
        <PrintButton
          size="small"
          path={`/estimates/${one.id}/pdf`}
          label={`PDF ${t('estimates.version', { number: one.version })}`}
        >
          PDF
        </PrintButton>
      </div>
      <div className="muted small">
        {one.asked && (
          <>
            {t('estimates.askedOf')} <bdi>{one.asked}</bdi> ·{' '}
          </>
        )}
        <bdi>{one.sent_by}</bdi> · {t(one.by_message ? 'inspections.byMessage' : 'inspections.byHand')} ·{' '}
        <Age at={one.sent_at} />
      </div>
      <div className="muted small">
        {one.first_opened_at ? (
          <>
            {t('estimates.openedAt')} <Time at={one.first_opened_at} />
          </>
        ) : (
          t('inspections.notOpened')
        )}
        {' · '}
        {one.decided_at ? (
          <>
            {t('estimates.decidedAt')} <Time at={one.decided_at} />
          </>
        ) : (
          <>
            {t('estimates.validUntil')} <Time at={one.expires_at} />
          </>
        )}
      </div>
    </div>
  )
}
