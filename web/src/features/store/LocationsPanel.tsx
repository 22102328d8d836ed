import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { Product, ProductLocation } from '@/api/types'
import { useMay } from '@/app/permission'
import { useSiteId } from '@/app/site'
import { Quantity } from '@/ui/Quantity'
import { useLocations } from './locations'
import { MoveDialog } from './MoveDialog'

/** Where an article lies at the site: on its own shelves, in its rooms and vans. Nothing where the site has none. */
export function LocationsPanel({ product }: { product: Product }) {
  const { t } = useTranslation()
  const site = useSiteId()
  const may = useMay('stock.issue')
  const [moving, setMoving] = useState(false)
  const locations = useLocations(site).data ?? []
  const places = useQuery({
    queryKey: ['products', 'locations', product.id],
    queryFn: ({ signal }) => api.get<ProductLocation[]>(`/products/${product.id}/locations`, { signal }),
  })
  if (locations.length === 0) return null
  const level = product.stock.find(({ site_id }) => site_id === site)
  const here = (level?.on_hand ?? 0) - (level?.elsewhere ?? 0)
  const lying = (places.data ?? []).filter(({ site_id }) => site_id === site)
  return (
    <section className="panel" aria-label={t('location.where')}>
      <header className="panel-head">
        <h2 className="panel-title">{t('location.where')}</h2>
        {may && <Button onClick={() => setMoving(true)}>{t('location.move')}</Button>}
      </header>
      <ul className="stock-sites">
        <li className="stock-site">
          <span>
            {t('location.here')}
            {here < 0 && (
              <>
                <br />
                <small className="problem-text">{t('location.shortHere')}</small>
              </>
            )}
          </span>
          <span className={here < 0 ? 'on-hand negative' : 'on-hand'}>
            <Quantity value={here} unit={product.unit} />
          </span>
        </li>
        {lying.map(({ location_id, name, bin, quantity }) => (
          <li key={location_id} className="stock-site">
            <span>
              <Link to="/store/$" params={{ _splat: `locations/${location_id}` }}>
                <bdi>{name}</bdi>
              </Link>
              {bin && (
                <>
                  <br />
                  <small>
                    {t('inventory.bin')} <bdi>{bin}</bdi>
                  </small>
                </>
              )}
            </span>
            <span className="on-hand">
              <Quantity value={quantity} unit={product.unit} />
            </span>
          </li>
        ))}
      </ul>
      {moving && <MoveDialog site={site} article={product} to={locations[0]?.id} onClose={() => setMoving(false)} />}
    </section>
  )
}
