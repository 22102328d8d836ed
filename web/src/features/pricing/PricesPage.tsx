import { DeleteOutlined, EditOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Segmented } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LabourRate, PriceAgreement } from '@/api/types'
import { useSite, useSiteId } from '@/app/site'
import { CannedJobs } from '@/features/canned-jobs/CannedJobs'
import { EmptyState } from '@/ui/EmptyState'
import { Money } from '@/ui/Money'
import { PageHeader } from '@/ui/PageHeader'
import type { Column } from '@/ui/RowCards'
import { RowsPanel } from '@/ui/RowsPanel'
import { Tag } from '@/ui/StatusTag'
import { useUrlState } from '@/ui/useUrlState'
import { AgreementDialog } from './AgreementDialog'
import { ContractsPanel } from './ContractsPanel'
import { PriceActions, PriceFilters, PriceName } from './cells'
import { FeesPanel } from './FeesPanel'
import { LabourMatrixPanel } from './LabourMatrixPanel'
import { MatricesPanel } from './MatricesPanel'
import { removeAgreement, updateRate, useAgreements, useLabourRates } from './queries'
import { RateDialog } from './RateDialog'
import { useChangePrices, useMayConfigure } from './usePrices'

const CouponsPanel = lazy(async () => ({ default: (await import('./CouponsPanel')).CouponsPanel }))

type Part = 'rates' | 'jobs'

/** What sets prices at the site, and the jobs that are kept ready. */
export function PricesPage() {
  const { t } = useTranslation()
  const [url, setUrl] = useUrlState()
  const part: Part = url.part === 'jobs' ? 'jobs' : 'rates'
  return (
    <div className="stack">
      <PageHeader title={t(part === 'jobs' ? 'cannedJobs.title' : 'prices.title')} />
      <Segmented<Part>
        value={part}
        onChange={(next) => setUrl({ part: next === 'jobs' ? next : undefined, q: undefined })}
        options={[
          { value: 'rates', label: t('prices.title') },
          { value: 'jobs', label: t('cannedJobs.title') },
        ]}
      />
      {part === 'jobs' ? (
        <CannedJobs />
      ) : (
        <>
          <RatesPanel />
          <AgreementsPanel />
          <ContractsPanel />
          <MatricesPanel />
          <LabourMatrixPanel />
          <FeesPanel />
          <Suspense>
            <CouponsPanel />
          </Suspense>
        </>
      )}
    </div>
  )
}

function RatesPanel() {
  const { t } = useTranslation()
  const may = useMayConfigure()
  const site = useSite()
  const [archived, setArchived] = useState(false)
  const [opened, setOpened] = useState<LabourRate | 'new' | null>(null)
  const query = useLabourRates(useSiteId(), archived)
  const change = useChangePrices()
  const columns: Column<LabourRate>[] = [
    {
      key: 'name',
      title: t('prices.name'),
      render: (row) => <PriceName row={row} />,
    },
    {
      key: 'per_hour',
      title: t('prices.perHour'),
      end: true,
      render: (row) => site && <Money amount={row.per_hour} currency={site.currency} />,
    },
    {
      key: 'actions',
      title: '',
      end: true,
      render: (row) => (
        <PriceActions
          row={row}
          onEdit={() => setOpened(row)}
          onTurn={() => change(() => updateRate(row, { archived: !row.archived }))}
        />
      ),
    },
  ]
  const add = may && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpened('new')}>
      {t('prices.newRate')}
    </Button>
  )
  return (
    <>
      <RowsPanel<LabourRate>
        title={t('prices.rates')}
        action={add}
        query={{ ...query, data: query.data?.items }}
        columns={columns}
        filters={
          <PriceFilters id="archived-rates" archived={archived} onArchived={setArchived}>
            {t('prices.siteRate')} {site && <Money amount={site.labour_rate} currency={site.currency} />}
          </PriceFilters>
        }
        empty={<EmptyState title={t('prices.noRates')} text={t('prices.noRatesText')} />}
      />
      {opened && <RateDialog rate={opened === 'new' ? undefined : opened} onClose={() => setOpened(null)} />}
    </>
  )
}

function AgreementsPanel() {
  const { t } = useTranslation()
  const may = useMayConfigure()
  const site = useSite()
  const [opened, setOpened] = useState<PriceAgreement | 'new' | null>(null)
  const query = useAgreements(useSiteId())
  const change = useChangePrices()
  const columns: Column<PriceAgreement>[] = [
    {
      key: 'label',
      title: t('prices.whom'),
      render: (row) => (
        <span className="row wrap">
          <strong>
            <bdi>{row.label}</bdi>
          </strong>
          <span className="muted">{t(row.vehicle_id ? 'prices.ofVehicle' : 'prices.ofCustomer')}</span>
        </span>
      ),
    },
    {
      key: 'rate',
      title: t('prices.rate'),
      render: ({ labour_rate: { name, archived } }) => (
        <span className="row wrap">
          <bdi>{name}</bdi>
          {archived && <Tag tone="grey">{t('prices.archived')}</Tag>}
        </span>
      ),
    },
    {
      key: 'per_hour',
      title: t('prices.perHour'),
      end: true,
      render: (row) => site && <Money amount={row.labour_rate.per_hour} currency={site.currency} />,
    },
    {
      key: 'actions',
      title: '',
      end: true,
      render: (row) =>
        row.actions.length > 0 && (
          <span className="row">
            <Button
              icon={<EditOutlined />}
              aria-label={`${t('common.edit')} ${row.label}`}
              onClick={() => setOpened(row)}
            />
            <Button
              icon={<DeleteOutlined />}
              aria-label={t('prices.endAgreement', { name: row.label })}
              onClick={() => change(() => removeAgreement(row.id))}
            />
          </span>
        ),
    },
  ]
  const add = may && (
    <Button icon={<PlusOutlined />} onClick={() => setOpened('new')}>
      {t('prices.newAgreement')}
    </Button>
  )
  return (
    <>
      <RowsPanel<PriceAgreement>
        title={t('prices.agreements')}
        action={add}
        query={query}
        columns={columns}
        filters={<span className="muted">{t('prices.order')}</span>}
        empty={<EmptyState title={t('prices.noAgreements')} />}
      />
      {opened && <AgreementDialog agreement={opened === 'new' ? undefined : opened} onClose={() => setOpened(null)} />}
    </>
  )
}
