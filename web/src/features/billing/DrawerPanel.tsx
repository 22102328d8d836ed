import { LockOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { DayClose, Drawer, DrawerMovement } from '@/api/types'
import { OneSite } from '@/app/OneSite'
import { useSiteId } from '@/app/site'
import { type Bar, Bars } from '@/ui/Bars'
import { DataTable } from '@/ui/DataTable'
import { EmptyState } from '@/ui/EmptyState'
import { Money } from '@/ui/Money'
import type { Column } from '@/ui/RowCards'
import { RowsPanel } from '@/ui/RowsPanel'
import { Day, Time } from '@/ui/Time'
import { Words } from '@/ui/Words'

const CloseDrawer = lazy(async () => ({ default: (await import('./CloseDrawer')).CloseDrawer }))

/** What should be in the drawer of a site now, what moved since it was last counted, and the counts before. */
export function DrawerPanel() {
  return (
    <OneSite>
      <OfSite />
    </OneSite>
  )
}

function OfSite() {
  const { t } = useTranslation()
  const site = useSiteId()
  const [closing, setClosing] = useState(false)
  const query = useQuery({
    queryKey: ['drawers', site],
    queryFn: ({ signal }) => api.get<Drawer>(`/drawers/${site}`, { signal }),
    enabled: site !== '',
  })
  const drawer = query.data
  return (
    <div className="stack">
      {drawer && <Expected drawer={drawer} onClose={() => setClosing(true)} />}
      <RowsPanel<DrawerMovement>
        query={{ ...query, data: drawer?.movements }}
        columns={useMovements(drawer?.currency ?? '')}
        title={t('drawer.movements')}
        empty={<EmptyState title={t('drawer.empty')} text={t('drawer.emptyText')} />}
      />
      <h2 className="section-title">{t('drawer.closes')}</h2>
      <DataTable<DayClose>
        path="/day-closes"
        query={{ site }}
        columns={useCloses()}
        empty={<EmptyState title={t('drawer.noCloses')} text={t('drawer.noClosesText')} />}
      />
      <Suspense fallback={null}>
        {closing && drawer && <CloseDrawer drawer={drawer} onClose={() => setClosing(false)} />}
      </Suspense>
    </div>
  )
}

function Expected({ drawer, onClose }: { drawer: Drawer; onClose: () => void }) {
  const { t } = useTranslation()
  const { currency, tenders, begun_with, closed_at, actions } = drawer
  const bars = tenders.map(
    ({ tender, expected }): Bar => ({
      label: t(`billing.tender.${tender}`),
      count: Math.max(expected, 0),
      text: <Money amount={expected} currency={currency} />,
    }),
  )
  return (
    <Bars
      title={t('drawer.expected')}
      bars={bars}
      extra={
        <div className="row wrap">
          <span className="grow muted">
            {closed_at ? (
              <>
                {t('drawer.since')} <Time at={closed_at} /> · {t('drawer.begunWith')}{' '}
                <Money amount={begun_with} currency={currency} />
              </>
            ) : (
              t('drawer.never')
            )}
          </span>
          {actions.includes('close') && (
            <Button type="primary" icon={<LockOutlined />} onClick={onClose}>
              {t('drawer.close')}
            </Button>
          )}
        </div>
      }
    />
  )
}

function useMovements(currency: string): Column<DrawerMovement>[] {
  const { t } = useTranslation()
  return [
    { key: 'at', title: t('drawer.at'), render: ({ at }) => <Time at={at} /> },
    {
      key: 'kind',
      title: t('drawer.what'),
      render: ({ kind, number }) => (
        <>
          {t(`drawer.kinds.${kind as 'payment'}`)} <span className="code">{number}</span>
        </>
      ),
    },
    {
      key: 'customer',
      title: t('billing.customer'),
      newLine: true,
      render: ({ customer_name }) => <Words text={customer_name} />,
    },
    { key: 'tender', title: t('billing.tenderLabel'), render: ({ tender }) => t(`billing.tender.${tender}`) },
    { key: 'by', title: t('drawer.by'), desktopOnly: true, render: ({ by_name }) => <bdi>{by_name}</bdi> },
    {
      key: 'amount',
      title: t('billing.amount'),
      end: true,
      render: ({ amount }) => (
        <strong>
          <Money amount={amount} currency={currency} />
        </strong>
      ),
    },
  ]
}

function useCloses(): Column<DayClose>[] {
  const { t } = useTranslation()
  const money = (amount: number, currency: string) => <Money amount={amount} currency={currency} />
  return [
    {
      key: 'number',
      title: t('drawer.number'),
      render: ({ number, on }) => (
        <>
          <strong className="code">{number}</strong> <Day day={on} />
        </>
      ),
    },
    { key: 'by', title: t('drawer.countedBy'), render: ({ by }) => <bdi>{by}</bdi> },
    {
      key: 'cash',
      title: t('drawer.cash'),
      end: true,
      named: true,
      newLine: true,
      render: ({ kept, taken_out, currency }) => money(kept + taken_out, currency),
    },
    {
      key: 'difference',
      title: t('drawer.difference'),
      end: true,
      named: true,
      render: ({ difference, currency }) => (difference === 0 ? '—' : <strong>{money(difference, currency)}</strong>),
    },
    { key: 'reason', title: t('drawer.reason'), desktopOnly: true, render: ({ reason }) => <bdi>{reason ?? '—'}</bdi> },
    {
      key: 'taken',
      title: t('drawer.takenOut'),
      end: true,
      desktopOnly: true,
      render: ({ taken_out, currency }) => money(taken_out, currency),
    },
    {
      key: 'kept',
      title: t('drawer.kept'),
      end: true,
      desktopOnly: true,
      render: ({ kept, currency }) => money(kept, currency),
    },
  ]
}
