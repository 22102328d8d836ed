import { PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Coupon, CouponInput } from '@/api/types'
import { useSite, useSiteId } from '@/app/site'
import { EmptyState } from '@/ui/EmptyState'
import { Money } from '@/ui/Money'
import { Percent } from '@/ui/Quantity'
import type { Column } from '@/ui/RowCards'
import { RowsPanel } from '@/ui/RowsPanel'
import { Day } from '@/ui/Time'
import { CouponDialog } from './CouponDialog'
import { PriceActions, PriceFilters, PriceName } from './cells'
import { updateCoupon, useCoupons } from './queries'
import { useChangePrices, useMayConfigure } from './usePrices'

/** Codes that are worth a discount, and how often each was used. */
export function CouponsPanel() {
  const { t } = useTranslation()
  const may = useMayConfigure()
  const [archived, setArchived] = useState(false)
  const [opened, setOpened] = useState<Coupon | 'new' | null>(null)
  const query = useCoupons(useSiteId(), archived)
  const add = may && (
    <Button icon={<PlusOutlined />} onClick={() => setOpened('new')}>
      {t('coupons.new')}
    </Button>
  )
  return (
    <>
      <RowsPanel<Coupon>
        title={t('coupons.title')}
        action={add}
        query={{ ...query, data: query.data?.items }}
        columns={useColumns(setOpened)}
        filters={
          <PriceFilters id="archived-coupons" archived={archived} onArchived={setArchived}>
            {t('coupons.hint')}
          </PriceFilters>
        }
        empty={<EmptyState title={t('coupons.none')} />}
      />
      {opened && <CouponDialog coupon={opened === 'new' ? undefined : opened} onClose={() => setOpened(null)} />}
    </>
  )
}

function useColumns(onEdit: (coupon: Coupon) => void): Column<Coupon>[] {
  const { t } = useTranslation()
  const currency = useSite()?.currency ?? 'TND'
  const change = useChangePrices()
  return [
    {
      key: 'code',
      title: t('coupons.code'),
      render: (row) => (
        <PriceName row={{ ...row, name: row.code }}>
          <bdi className="muted">{row.name}</bdi>
        </PriceName>
      ),
    },
    {
      key: 'off',
      title: t('coupons.off'),
      end: true,
      named: true,
      render: ({ share, amount }) =>
        share === null ? <Money amount={amount ?? 0} currency={currency} /> : <Percent value={share} />,
    },
    {
      key: 'least',
      title: t('coupons.least'),
      end: true,
      named: true,
      render: ({ least }) => (least > 0 ? <Money amount={least} currency={currency} /> : '—'),
    },
    { key: 'days', title: t('coupons.days'), named: true, render: (row) => <Days coupon={row} /> },
    {
      key: 'used',
      title: t('coupons.used'),
      end: true,
      named: true,
      render: ({ used, most_uses: most }) => (most === null ? used : t('coupons.of', { used, most })),
    },
    {
      key: 'actions',
      title: '',
      end: true,
      render: (row) => (
        <PriceActions
          row={{ ...row, name: row.code }}
          onEdit={() => onEdit(row)}
          onTurn={() => change(() => updateCoupon(row, { ...fieldsOf(row), archived: !row.archived }))}
        />
      ),
    },
  ]
}

function Days({ coupon: { valid_from, valid_until } }: { coupon: Coupon }) {
  const { t } = useTranslation()
  if (!valid_from && !valid_until) return t('coupons.always')
  return (
    <>
      {valid_from && <Day day={valid_from} />} → {valid_until && <Day day={valid_until} />}
    </>
  )
}

const fieldsOf = (coupon: Coupon): CouponInput => {
  const { code, name, share, amount, valid_from, valid_until, most_uses, most_per_customer } = coupon
  const least = coupon.least || null
  return { code, name, share, amount, least, valid_from, valid_until, most_uses, most_per_customer }
}
