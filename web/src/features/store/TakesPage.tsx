import { Form, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newKey } from '@/api/repeat'
import type { Id, StockTakeRow } from '@/api/types'
import { useSiteId } from '@/app/site'
import { FormDialog } from '@/ui/FormDialog'
import { Money } from '@/ui/Money'
import type { Column } from '@/ui/RowCards'
import { Time } from '@/ui/Time'
import { beginTake } from './commands'
import { LocationSelect } from './LocationSelect'
import { useLocations } from './locations'
import { PapersPage } from './PapersPage'
import { StoreState } from './states'

const STATES = ['counting', 'counted', 'approved', 'cancelled'] as const

/** Counts of what lies there: under way, to approve, done. */
export function TakesPage() {
  const { t } = useTranslation()
  const site = useSiteId()
  return (
    <PapersPage<StockTakeRow>
      place="takes"
      path="/stock-takes"
      columns={useColumns()}
      states={STATES}
      kind="take"
      needs="stock.count"
      add={t('store.newTake')}
      none={t('store.noTakes')}
      form={(close, saved) => <NewTakeForm site={site} onClose={close} onSaved={saved} />}
    />
  )
}

interface NewProps {
  site: Id
  onClose: () => void
  onSaved: (id: Id) => void
}

interface Fields {
  bin?: string
  location_id?: Id | null
}

function NewTakeForm({ site, onClose, onSaved }: NewProps) {
  const { t } = useTranslation()
  const [key] = useState(newKey)
  const [form] = Form.useForm<Fields>()
  const locations = useLocations(site).data ?? []
  const begin = ({ bin, location_id }: Fields) =>
    beginTake({ site_id: site, bin: bin?.trim() || null, location_id }, key)
  return (
    <FormDialog<Fields>
      title={t('store.newTake')}
      form={form}
      onSave={async (fields) => onSaved((await begin(fields)).id)}
      onClose={onClose}
      goesOn
    >
      {locations.length > 0 && (
        <Form.Item name="location_id" label={t('location.where')}>
          <LocationSelect locations={locations} label={t('location.where')} />
        </Form.Item>
      )}
      <Form.Item name="bin" label={t('inventory.bin')} extra={t('store.binOrAll')}>
        <Input autoFocus autoComplete="off" dir="auto" />
      </Form.Item>
    </FormDialog>
  )
}

/** Where it is counted: a bin, a room or van, or all that lies on the site's own shelves. */
export function TakenOf({ take: { bin, location } }: { take: Pick<StockTakeRow, 'bin' | 'location'> }) {
  const { t } = useTranslation()
  return <bdi>{[location, bin].filter(Boolean).join(' · ') || t('store.wholeSite')}</bdi>
}

function useColumns(): Column<StockTakeRow>[] {
  const { t } = useTranslation()
  return [
    { key: 'number', title: t('purchasing.number'), render: ({ number }) => <span className="code">{number}</span> },
    { key: 'bin', title: t('inventory.bin'), render: (take) => <TakenOf take={take} /> },
    { key: 'state', title: t('parts.state'), render: ({ state }) => <StoreState kind="take" state={state} /> },
    {
      key: 'at',
      title: t('store.datedOn'),
      newLine: true,
      render: ({ created_at, created_by }) => (
        <span>
          <Time at={created_at} /> · <bdi>{created_by}</bdi>
        </span>
      ),
    },
    {
      key: 'variance',
      title: t('store.varianceCost'),
      end: true,
      render: ({ variance_cost, currency }) =>
        variance_cost === null ? '—' : <Money amount={variance_cost} currency={currency} />,
    },
  ]
}
