import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { Id, VinReading } from '@/api/types'
import { useDebounced } from '@/ui/useDebounced'

interface Props {
  typed: string | undefined
  /** The vehicle being edited: it may have its own VIN. */
  vehicle?: Id
  onTake: (read: { make?: string; year?: number }) => void
}

/** What a whole VIN says: make and year to take over, a wrong check digit, another vehicle with it. Nothing of it is forced. */
export function VinHint({ typed, vehicle, onTake }: Props) {
  const { t } = useTranslation()
  const vin = useDebounced((typed ?? '').replace(/[\s-]/g, '').toUpperCase(), 200)
  const read = useQuery({
    queryKey: ['vins', vin],
    queryFn: ({ signal }) => api.get<VinReading>(`/vins/${encodeURIComponent(vin)}`, { signal }),
    enabled: vin.length === 17,
    retry: false,
  }).data
  if (vin.length !== 17 || !read) return <>{t('vehicles.vinHint')}</>
  const { make, year, country, warning } = read
  const others = read.known.filter(({ id }) => id !== vehicle)
  return (
    <span className="vin-hint">
      {(make || year) && (
        <Button
          size="small"
          onClick={() => onTake({ ...(make ? { make } : {}), ...(year ? { year } : {}) })}
          data-testid="take-vin"
        >
          {t('vehicles.vinTake')} <bdi>{[make, year, country].filter(Boolean).join(' · ')}</bdi>
        </Button>
      )}
      {warning && <span className="vin-warning">{t('vehicles.vinWarning.check-digit')}</span>}
      {others.map(({ id, plate, label }) => (
        <Link key={id} to="/vehicles/$id" params={{ id }} className="vin-warning">
          {t('vehicles.vinKnown')} <bdi>{`${plate} · ${label}`}</bdi>
        </Link>
      ))}
    </span>
  )
}
