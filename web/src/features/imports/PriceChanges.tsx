import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { Import } from '@/api/types'
import { differencesIn, priceChanges } from './report'

/** How many articles a price list makes dearer and cheaper, and by how much. */
export function PriceChanges({ run }: { run: Import }) {
  const { t } = useTranslation()
  const changes = useQuery({
    queryKey: ['imports', 'prices', run.id, 'changes'],
    queryFn: async () => priceChanges(differencesIn(await (await api.blob(`/imports/prices/${run.id}/report`)).text())),
    enabled: run.updated > 0,
  }).data
  if (!changes) return null
  return (
    <ul className="price-changes">
      {(['dearer', 'cheaper'] as const).map((way) => (
        <li key={way}>
          {t(`imports.prices.${way}`, { number: changes[way].count })}
          {changes[way].count > 0 && (
            <>
              {' · '}
              <span className="code">{changes[way].average}</span>
            </>
          )}
        </li>
      ))}
    </ul>
  )
}
