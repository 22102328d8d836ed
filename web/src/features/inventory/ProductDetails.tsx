import { useTranslation } from 'react-i18next'
import type { Product, StockLevel } from '@/api/types'
import { useMe } from '@/app/session'
import { useSite, useSiteId } from '@/app/site'
import { Facts } from '@/ui/Facts'
import { Money } from '@/ui/Money'
import { Percent, Quantity } from '@/ui/Quantity'
import { OnHand } from './OnHand'

/** Stock of each site, then what the catalogue says. */
export function ProductDetails({ product }: { product: Product }) {
  const { t } = useTranslation()
  const currency = useSite()?.currency
  const here = useSiteId()
  const { barcode, brand, category, unit, price, vat_rate, levy_rate, core_charge, packs = [] } = product
  const stock = [...product.stock].sort((a, b) => Number(b.site_id === here) - Number(a.site_id === here))
  return (
    <aside className="stack aside">
      {product.tracked && (
        <section className="panel">
          <header className="panel-head">
            <h2 className="panel-title">{t('inventory.stock')}</h2>
          </header>
          {stock.length === 0 && <p className="panel-body muted">{t('inventory.neverStocked')}</p>}
          <ul className="stock-sites">
            {stock.map((level) => (
              <SiteStock key={level.site_id} level={level} unit={unit} currency={currency} />
            ))}
          </ul>
        </section>
      )}
      <section className="panel panel-body">
        <Facts
          facts={[
            { label: t('inventory.price'), value: currency && <Money amount={price} currency={currency} /> },
            { label: t('inventory.vat'), value: <Percent value={vat_rate} /> },
            ...(levy_rate ? [{ label: t('inventory.levy'), value: <Percent value={levy_rate} /> }] : []),
            { label: t('inventory.unit'), value: t(`inventory.units.${unit}`, { defaultValue: unit }) },
            ...packs.map((pack) => ({
              label: pack.name,
              value: (
                <>
                  <Quantity value={pack.factor} unit={unit} />
                  {pack.price !== null && currency && (
                    <>
                      {' · '}
                      <Money amount={pack.price} currency={currency} />
                    </>
                  )}
                </>
              ),
            })),
            { label: t('inventory.category'), value: category && <bdi>{category}</bdi> },
            { label: t('inventory.brand'), value: brand && <bdi>{brand}</bdi> },
            {
              label: t('core.charge'),
              value: core_charge && currency && <Money amount={core_charge} currency={currency} />,
            },
            { label: t('inventory.barcode'), value: barcode && <span className="code">{barcode}</span> },
          ]}
        />
      </section>
    </aside>
  )
}

interface SiteProps {
  level: StockLevel
  unit: string
  currency: string | undefined
}

function SiteStock({ level, unit, currency }: SiteProps) {
  const { t } = useTranslation()
  const name = useMe()?.sites.find(({ id }) => id === level.site_id)?.name
  return (
    <li className="stock-site">
      <span>
        <strong>
          <bdi>{name ?? t('inventory.otherSite')}</bdi>
        </strong>
        <br />
        <small>
          {t('inventory.reserved')} <Quantity value={level.reserved} />
          {' · '}
          {t('inventory.available')} <Quantity value={level.available} />
          {' · '}
          {t('inventory.onOrder')} <Quantity value={level.on_order} />
          <br />
          {t('inventory.minimum')} <Quantity value={level.minimum} />
          {level.maximum > 0 && (
            <>
              {' · '}
              {t('inventory.maximum')} <Quantity value={level.maximum} />
            </>
          )}
          {level.average_cost !== null && currency && (
            <>
              {' · '}
              {t('inventory.averageCost')} <Money amount={level.average_cost} currency={currency} />
            </>
          )}
          {level.elsewhere !== 0 && (
            <>
              <br />
              {t('inventory.elsewhere')} <Quantity value={level.elsewhere} />
            </>
          )}
          {level.bin && (
            <>
              <br />
              {t('inventory.bin')} <bdi>{level.bin}</bdi>
            </>
          )}
        </small>
      </span>
      <OnHand onHand={level.on_hand} minimum={level.minimum} unit={unit} />
    </li>
  )
}
