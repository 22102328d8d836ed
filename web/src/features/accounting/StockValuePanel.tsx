import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { Id, StockValue } from '@/api/types'
import { ExportButton } from '@/features/customers/ExportButton'
import { type Bar, Bars } from '@/ui/Bars'
import { Facts } from '@/ui/Facts'
import { Money } from '@/ui/Money'
import { Words } from '@/ui/Words'

/** What the stock was worth then, by category and place. */
export function StockValuePanel({ site, on }: { site: Id; on: string }) {
  const { t } = useTranslation()
  const query = { on }
  const stock = useQuery({
    queryKey: ['stock-values', site, query],
    queryFn: ({ signal }) => api.get<StockValue>(`/stock-values/${site}`, { query, signal }),
    placeholderData: keepPreviousData,
  }).data
  if (!stock) return null
  const money = (amount: number) => <Money amount={amount} currency={stock.currency} />
  const bars = stock.categories.map(
    ({ category, products, value_cost }): Bar => ({
      label: category ?? t('worth.noCategory'),
      count: Math.max(value_cost, 0),
      text: (
        <>
          {money(value_cost)} <span className="muted">{t('worth.articles', { count: products })}</span>
        </>
      ),
    }),
  )
  const places = stock.places.length > 1 ? stock.places : []
  const facts = [
    { label: t('worth.stockWorth'), value: <strong>{money(stock.value_cost)}</strong> },
    { label: t('store.unbilledWorth'), value: money(stock.unbilled_cost) },
  ]
  return (
    <Bars
      title={t('worth.stock')}
      bars={bars}
      empty={t('worth.noStock')}
      extra={
        <>
          <div className="row wrap">
            <ExportButton
              path={`/stock-values/${site}/export`}
              name={`stock-value-${on}`}
              query={query}
              label={t('worth.exportStock')}
            />
          </div>
          <Facts facts={facts} />
          {places.length > 0 && (
            <ul className="plain-rows">
              {places.map(({ location_id, name, value_cost }) => (
                <li key={location_id ?? 'here'}>
                  {name ? <Words text={name} /> : t('worth.ownShelves')} {money(value_cost)}
                </li>
              ))}
            </ul>
          )}
        </>
      }
    />
  )
}
