import { PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Fee } from '@/api/types'
import { useSite, useSiteId } from '@/app/site'
import { EmptyState } from '@/ui/EmptyState'
import { Money } from '@/ui/Money'
import { Percent } from '@/ui/Quantity'
import type { Column } from '@/ui/RowCards'
import { RowsPanel } from '@/ui/RowsPanel'
import { PriceActions, PriceFilters, PriceName } from './cells'
import { FeeDialog } from './FeeDialog'
import { updateFee, useFees } from './queries'
import { useChangePrices, useMayConfigure } from './usePrices'

/** What jobs ask for beside their labour and parts. */
export function FeesPanel() {
  const { t } = useTranslation()
  const may = useMayConfigure()
  const [archived, setArchived] = useState(false)
  const [opened, setOpened] = useState<Fee | 'new' | null>(null)
  const query = useFees(useSiteId(), archived)
  const add = may && (
    <Button icon={<PlusOutlined />} onClick={() => setOpened('new')}>
      {t('prices.newFee')}
    </Button>
  )
  return (
    <>
      <RowsPanel<Fee>
        title={t('prices.fees')}
        action={add}
        query={{ ...query, data: query.data?.items }}
        columns={useColumns(setOpened)}
        filters={
          <PriceFilters id="archived-fees" archived={archived} onArchived={setArchived}>
            {t('prices.feesHint')}
          </PriceFilters>
        }
        empty={<EmptyState title={t('prices.noFees')} />}
      />
      {opened && <FeeDialog fee={opened === 'new' ? undefined : opened} onClose={() => setOpened(null)} />}
    </>
  )
}

function useColumns(onEdit: (fee: Fee) => void): Column<Fee>[] {
  const { t } = useTranslation()
  const currency = useSite()?.currency
  const change = useChangePrices()
  const money = (amount: number | null) => (amount && currency ? <Money amount={amount} currency={currency} /> : '—')
  return [
    {
      key: 'name',
      title: t('prices.name'),
      render: (row) => <PriceName row={row} />,
    },
    {
      key: 'labour',
      title: t('prices.ofLabour'),
      end: true,
      named: true,
      render: (row) => <Percent value={row.of_labour} />,
    },
    {
      key: 'parts',
      title: t('prices.ofParts'),
      end: true,
      named: true,
      render: (row) => <Percent value={row.of_parts} />,
    },
    { key: 'fixed', title: t('prices.fixed'), end: true, named: true, render: (row) => money(row.fixed) },
    { key: 'tyre', title: t('prices.perTyre'), end: true, named: true, render: (row) => money(row.per_tyre) },
    { key: 'most', title: t('prices.most'), end: true, named: true, render: (row) => money(row.most) },
    {
      key: 'actions',
      title: '',
      end: true,
      render: (row) => (
        <PriceActions
          row={row}
          onEdit={() => onEdit(row)}
          onTurn={() => change(() => updateFee(row, { ...fieldsOf(row), archived: !row.archived }))}
        />
      ),
    },
  ]
}

const fieldsOf = ({ name, of_labour, of_parts, fixed, per_tyre, most, vat_rate }: Fee) => ({
  name,
  of_labour,
  of_parts,
  fixed,
  per_tyre,
  most,
  vat_rate,
})
