import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { Vehicle, VehicleNumberedParts } from '@/api/types'
import { useMay } from '@/app/permission'
import { Quantity } from '@/ui/Quantity'
import { Time } from '@/ui/Time'
import './numbers.css'

/** Which pieces went on a vehicle by their numbers; nothing without any. */
export function VehicleNumbers({ vehicle }: { vehicle: Vehicle }) {
  const { t } = useTranslation()
  const may = useMay('work_order.read')
  const { data } = useQuery({
    queryKey: ['numbered-parts', 'of-vehicle', vehicle.id],
    queryFn: ({ signal }) =>
      api.get<VehicleNumberedParts>('/numbered-parts/of-vehicle', { query: { vehicle: vehicle.id }, signal }),
    enabled: may,
  })
  if (!data?.parts.length) return null
  return (
    <section className="panel" aria-label={t('numbers.onVehicle')}>
      <header className="panel-head">
        <h2 className="panel-title grow">{t('numbers.onVehicle')}</h2>
      </header>
      <ul className="numbers panel-body">
        {data.parts.map((part) => (
          <li key={part.id}>
            <span className="code">{part.number}</span>
            <span className="grow">
              <bdi>{part.name}</bdi> <Quantity value={part.quantity} unit={part.unit} />
            </span>
            <small className="muted">
              <Time at={part.since} />
              {part.fitted && (
                <>
                  {' · '}
                  <Link to="/work-orders/$id" params={{ id: part.fitted.work_order_id }} className="code in-text">
                    {part.fitted.work_order}
                  </Link>
                </>
              )}
            </small>
          </li>
        ))}
      </ul>
    </section>
  )
}
