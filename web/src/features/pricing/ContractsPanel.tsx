import { DeleteOutlined, EditOutlined, PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ContractPrice } from '@/api/types'
import { useSite, useSiteId } from '@/app/site'
import { EmptyState } from '@/ui/EmptyState'
import { Money } from '@/ui/Money'
import { Percent } from '@/ui/Quantity'
import type { Column } from '@/ui/RowCards'
import { RowsPanel } from '@/ui/RowsPanel'
import { ContractDialog } from './ContractDialog'
import { removeContract, useContracts } from './queries'
import { useChangePrices, useMayConfigure } from './usePrices'

/** What customers pay for an article, or for all parts. */
export function ContractsPanel() {
  const { t } = useTranslation()
  const may = useMayConfigure()
  const [opened, setOpened] = useState<ContractPrice | 'new' | null>(null)
  const query = useContracts(useSiteId())
  const add = may && (
    <Button icon={<PlusOutlined />} onClick={() => setOpened('new')}>
      {t('prices.newContract')}
    </Button>
  )
  return (
    <>
      <RowsPanel<ContractPrice>
        title={t('prices.contracts')}
        action={add}
        query={query}
        columns={useColumns(setOpened)}
        filters={<span className="muted">{t('prices.partsOrder')}</span>}
        empty={<EmptyState title={t('prices.noContracts')} />}
      />
      {opened && <ContractDialog contract={opened === 'new' ? undefined : opened} onClose={() => setOpened(null)} />}
    </>
  )
}

function useColumns(onEdit: (contract: ContractPrice) => void): Column<ContractPrice>[] {
  const { t } = useTranslation()
  const currency = useSite()?.currency
  const change = useChangePrices()
  return [
    {
      key: 'customer',
      title: t('prices.customer'),
      render: (row) => (
        <strong>
          <bdi>{row.customer_name}</bdi>
        </strong>
      ),
    },
    {
      key: 'article',
      title: t('prices.article'),
      render: ({ product }) =>
        product ? (
          <span className="row wrap">
            <bdi>{product.name}</bdi>
            <span className="code">{product.sku}</span>
          </span>
        ) : (
          t('prices.allParts')
        ),
    },
    {
      key: 'catalogue',
      title: t('prices.catalogue'),
      end: true,
      named: true,
      render: ({ product }) => (product && currency ? <Money amount={product.price} currency={currency} /> : '—'),
    },
    {
      key: 'price',
      title: t('prices.contractPrice'),
      end: true,
      render: ({ unit_price, change: percent }) => {
        if (percent !== null) return <Percent value={percent} />
        return unit_price !== null && currency && <Money amount={unit_price} currency={currency} />
      },
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
              aria-label={`${t('common.edit')} ${row.customer_name} ${row.product?.sku ?? ''}`}
              onClick={() => onEdit(row)}
            />
            <Button
              icon={<DeleteOutlined />}
              aria-label={t('prices.endContract', { name: `${row.customer_name} ${row.product?.sku ?? ''}` })}
              onClick={() => change(() => removeContract(row.id))}
            />
          </span>
        ),
    },
  ]
}
