import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { FormerPlate, Vehicle, VehicleOwnership } from '@/api/types'
import { useMay } from '@/app/permission'
import { Plate } from '@/ui/Plate'
import { Time } from '@/ui/Time'

/** Who owned the vehicle, and the plates it had: for the garage's staff alone. */
export function OwnersPanel({ vehicle }: { vehicle: Vehicle }) {
  const { t } = useTranslation()
  const may = useMay('customer.read')
  const read = <T,>(what: string, enabled: boolean) => ({
    queryKey: ['vehicles', what, vehicle.id, vehicle.version],
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      api.get<{ items: T[] }>(`/vehicles/${vehicle.id}/${what}`, { signal }).then(({ items }) => items),
    enabled,
  })
  const owners = useQuery(read<VehicleOwnership>('owners', may)).data ?? []
  const plates = useQuery(read<FormerPlate>('plates', true)).data ?? []
  if (owners.length < 2 && plates.length === 0) return null
  return (
    <section className="panel panel-body stack">
      {owners.length > 1 && (
        <div>
          <h2 className="panel-title">{t('vehicles.owners')}</h2>
          <ol className="past">
            {owners.map((owner) => (
              <li key={owner.since} className="row wrap">
                <Link to="/customers/$id" params={{ id: owner.customer_id }}>
                  <bdi>{owner.name ?? '—'}</bdi>
                </Link>
                <span className="muted small">
                  <Time at={owner.since} /> – {owner.until && <Time at={owner.until} />}
                </span>
              </li>
            ))}
          </ol>
        </div>
      )}
      {plates.length > 0 && (
        <div>
          <h2 className="panel-title">{t('vehicles.formerPlates')}</h2>
          <ul className="past">
            {plates.map(({ plate, until }) => (
              <li key={until} className="row wrap">
                <Plate text={plate.text} />
                <span className="muted small">
                  {t('vehicles.until')} <Time at={until} />
                </span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  )
}
