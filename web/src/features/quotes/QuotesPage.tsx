import { PhoneOutlined } from '@ant-design/icons'
import { Button, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { QuoteRow, QuoteState } from '@/api/types'
import { useMay } from '@/app/permission'
import { useListSite, useSiteId } from '@/app/site'
import { useSiteColumn } from '@/app/siteColumn'
import { type Column, DataTable } from '@/ui/DataTable'
import { EmptyState } from '@/ui/EmptyState'
import { Money } from '@/ui/Money'
import { PageHeader } from '@/ui/PageHeader'
import { Plate } from '@/ui/Plate'
import { Tag, type Tone } from '@/ui/StatusTag'
import { Age, Time } from '@/ui/Time'
import { useUrlState } from '@/ui/useUrlState'
import { Words } from '@/ui/Words'
import { NewQuote } from './NewQuote'

const STATES: QuoteState[] = ['open', 'accepted', 'declined', 'expired', 'converted', 'given_up']
const TONES: Record<QuoteState, Tone> = {
  open: 'blue',
  accepted: 'green',
  declined: 'red',
  expired: 'amber',
  converted: 'teal',
  given_up: 'grey',
}

/** What was asked by telephone and what became of it, the newest first. */
export function QuotesPage() {
  const { t } = useTranslation()
  const [url, setUrl] = useUrlState()
  const listed = useListSite()
  const here = useSiteId()
  const mayMake = useMay('work_order.open')
  const start = mayMake && (
    <Button type="primary" icon={<PhoneOutlined />} onClick={() => setUrl({ new: '1' })}>
      {t('quotes.new')}
    </Button>
  )
  return (
    <>
      <PageHeader title={t('nav.quotes')} actions={start} />
      <DataTable<QuoteRow>
        path="/quotes"
        query={{ site: listed, state: url.state, customer: url.customer }}
        columns={[...useColumns(), ...useSiteColumn<QuoteRow>()]}
        href={({ id }) => `/work-orders/${id}`}
        search={t('quotes.search')}
        filters={
          <Select
            allowClear
            className="filter"
            placeholder={t('workshop.anyState')}
            aria-label={t('workshop.anyState')}
            value={url.state}
            onChange={(state?: string) => setUrl({ state })}
            options={STATES.map((value) => ({ value, label: t(`quotes.state.${value}`) }))}
          />
        }
        empty={<EmptyState title={t('quotes.none')} text={t('quotes.noneText')} action={start} />}
      />
      {url.new === '1' && here && (
        <NewQuote site={here} customer={url.for} onClose={() => setUrl({ new: undefined, for: undefined })} />
      )}
    </>
  )
}

function useColumns(): Column<QuoteRow>[] {
  const { t } = useTranslation()
  return [
    {
      key: 'caller',
      title: t('quotes.caller'),
      render: ({ customer }) => (
        <>
          <strong>
            <Words text={customer.name} />
          </strong>
          {customer.phone && (
            <div className="muted">
              <bdi dir="ltr">{customer.phone}</bdi>
            </div>
          )}
        </>
      ),
    },
    { key: 'title', title: t('quotes.concern'), render: ({ title }) => <Words text={title} /> },
    {
      key: 'car',
      title: t('workshop.vehicle'),
      render: ({ vehicle, car }) => (vehicle ? <Plate text={vehicle.plate} /> : <bdi>{car ?? '—'}</bdi>),
    },
    {
      key: 'state',
      title: t('workshop.state'),
      render: ({ state }) => <Tag tone={TONES[state]}>{t(`quotes.state.${state}`)}</Tag>,
    },
    { key: 'number', title: t('workshop.number'), render: ({ number }) => <span className="code">{number}</span> },
    { key: 'age', title: t('quotes.asked'), render: ({ asked_at }) => <Age at={asked_at} /> },
    {
      key: 'until',
      title: t('quotes.validUntil'),
      render: ({ valid_until }) => <Time at={valid_until} />,
      desktopOnly: true,
    },
    {
      key: 'total',
      title: t('totals.toPay'),
      end: true,
      render: ({ total, currency }) => <Money amount={total} currency={currency} />,
    },
  ]
}
