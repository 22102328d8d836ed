import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { NumberedPart } from '@/api/types'
import { useMe } from '@/app/session'
import { Plate } from '@/ui/Plate'
import { Quantity } from '@/ui/Quantity'
import type { Column } from '@/ui/RowCards'
import { Tag } from '@/ui/StatusTag'
import { Time } from '@/ui/Time'
import './numbers.css'

/** The piece, and where it is. */
export function useFoundColumns(): Column<NumberedPart>[] {
  const { t } = useTranslation()
  const sites = useMe()?.sites ?? []
  return [
    { key: 'number', title: t('numbers.number'), render: (row) => <span className="code">{row.number}</span> },
    {
      key: 'article',
      title: t('numbers.article'),
      render: (row) => (
        <span>
          <bdi>{row.name}</bdi> <span className="code muted">{row.sku}</span>
        </span>
      ),
    },
    {
      key: 'quantity',
      title: t('workshop.quantity'),
      end: true,
      render: (row) => <Quantity value={row.quantity} unit={row.unit} />,
    },
    {
      key: 'where',
      title: t('numbers.where'),
      render: (row) => {
        if (row.fitted) return <Fitted fitted={row.fitted} />
        const site = sites.find(({ id }) => id === row.site_id)?.name
        return (
          <span>
            <Tag tone="blue">{t('numbers.onShelf')}</Tag> <bdi>{site}</bdi>
          </span>
        )
      },
    },
    {
      key: 'customer',
      title: t('numbers.customer'),
      render: ({ fitted }) => <CustomerOf fitted={fitted} />,
    },
  ]
}

/** Whom to call. */
export function CustomerOf({ fitted }: { fitted: NumberedPart['fitted'] }) {
  if (!fitted?.customer) return '—'
  return (
    <span>
      <bdi>{fitted.customer.name}</bdi>
      {fitted.customer.phone && (
        <>
          <br />
          <a href={`tel:${fitted.customer.phone}`} dir="ltr">
            {fitted.customer.phone}
          </a>
        </>
      )}
    </span>
  )
}

/** The vehicle and the order that it went on. */
export function Fitted({ fitted }: { fitted: NonNullable<NumberedPart['fitted']> }) {
  const { t } = useTranslation()
  return (
    <span>
      {fitted.vehicle_id ? <Plate text={fitted.vehicle_plate} /> : t('numbers.counter')}{' '}
      <bdi>{fitted.vehicle_label}</bdi>
      <br />
      <small>
        <Link to="/work-orders/$id" params={{ id: fitted.work_order_id }} className="code in-text">
          {fitted.work_order}
        </Link>
        {fitted.completed_at && (
          <>
            {' · '}
            <Time at={fitted.completed_at} />
          </>
        )}
        {fitted.odometer !== null && ` · ${t('numbers.km', { km: fitted.odometer })}`}
      </small>
    </span>
  )
}
