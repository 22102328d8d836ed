import { useTranslation } from 'react-i18next'
import type { ProductRow } from '@/api/types'
import { useSite } from '@/app/site'
import type { Column } from '@/ui/DataTable'
import { Money } from '@/ui/Money'
import { Quantity } from '@/ui/Quantity'
import { usePhone } from '@/ui/usePhone'
import { Words } from '@/ui/Words'
import { OnHand } from './OnHand'

export function useProductColumns(): Column<ProductRow>[] {
  const { t } = useTranslation()
  const currency = useSite()?.currency
  const phone = usePhone()
  return [
    {
      key: 'sku',
      title: t('inventory.sku'),
      desktopOnly: true,
      sort: 'sku',
      sortOnly: true,
      render: ({ sku }) => <span className="code">{sku}</span>,
    },
    {
      key: 'name',
      title: t('inventory.name'),
      sort: 'name',
      sortOnly: true,
      render: ({ name, sku }) => (
        <span>
          <strong>
            <Words text={name} />
          </strong>
          {phone && (
            <small className="card-sku muted">
              <bdi dir="ltr">{sku}</bdi>
            </small>
          )}
        </span>
      ),
    },
    {
      key: 'category',
      title: t('inventory.category'),
      desktopOnly: true,
      render: ({ category }) => <bdi>{category ?? '—'}</bdi>,
    },
    {
      key: 'onHand',
      newLine: true,
      title: t('inventory.onHand'),
      end: true,
      render: ({ tracked, on_hand, minimum, unit }) =>
        tracked ? (
          <OnHand onHand={on_hand} minimum={minimum} unit={unit} />
        ) : (
          <span className="muted">{t('inventory.untracked')}</span>
        ),
    },
    {
      key: 'available',
      title: t('inventory.available'),
      end: true,
      desktopOnly: true,
      render: ({ tracked, available }) => (tracked ? <Quantity value={available} /> : '—'),
    },
    {
      key: 'minimum',
      title: t('inventory.minimum'),
      end: true,
      desktopOnly: true,
      render: ({ tracked, minimum }) => (tracked && minimum > 0 ? <Quantity value={minimum} /> : '—'),
    },
    {
      key: 'price',
      title: t('inventory.price'),
      end: true,
      render: ({ price }) => currency && <Money amount={price} currency={currency} />,
    },
  ]
}
