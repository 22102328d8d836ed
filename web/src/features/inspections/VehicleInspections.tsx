import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Id } from '@/api/types'
import { Time } from '@/ui/Time'
import { useLanguage } from '@/ui/useLanguage'
import { Counts } from './Counts'
import { useVehicleInspections } from './queries'
import { Trend } from './Trend'
import './inspections.css'

/** What a vehicle's inspections said, and how its measures went. */
export function VehicleInspections({ vehicle }: { vehicle: Id }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const found = useVehicleInspections(vehicle).data
  if (!found || found.items.length === 0) return null
  return (
    <section className="panel" aria-label={t('inspections.title')}>
      <header className="panel-head">
        <h2 className="panel-title">{t('inspections.title')}</h2>
      </header>
      <div className="panel-body stack">
        <dl className="trends">
          {found.trends.map(({ names, measured, values: [last, ...before] }) => (
            <div key={names.fr}>
              <dt>
                <bdi>{names[language]}</bdi>
              </dt>
              <dd>
                <Trend measured={measured} earlier={before} now={last?.measure ?? null} />
              </dd>
            </div>
          ))}
        </dl>
        {found.items.map((inspection) => (
          <Link key={inspection.id} to="/inspections/$id" params={{ id: inspection.id }} className="row wrap">
            <span className="grow">
              <bdi>{inspection.names[language]}</bdi> · <Time at={inspection.done_at ?? inspection.begun_at} />
            </span>
            <Counts counts={inspection.counts} />
          </Link>
        ))}
      </div>
    </section>
  )
}
