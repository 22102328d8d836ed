import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { LegalDate, Vehicle } from '@/api/types'
import { Day } from '@/ui/Time'
import { useKeepRecord } from '@/ui/useRecord'
import { useCare } from './care'
import { updateVehicle } from './commands'
import { DueTag } from './DueTag'

const FIELDS = { inspection: 'inspection_on', insurance: 'insurance_on', road_tax: 'road_tax_on' } as const

/** Technical inspection, insurance and road tax; the date that the rule gives is proposed. */
export function LegalDates({ vehicle }: { vehicle: Vehicle }) {
  const { t } = useTranslation()
  const care = useCare(vehicle.id, vehicle.version)
  return (
    <section className="panel panel-body stack">
      <h2 className="panel-title">{t('vehicles.legal.title')}</h2>
      <dl className="facts">
        {care.data?.legal.map((date) => (
          <div key={date.kind} className="fact">
            <dt>{t(`vehicles.legal.${date.kind}`)}</dt>
            <dd>
              {date.on && date.state ? <DueTag on={date.on} state={date.state} /> : '—'}
              <Proposal date={date} vehicle={vehicle} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function Proposal({ date, vehicle }: { date: LegalDate; vehicle: Vehicle }) {
  const { t } = useTranslation()
  const keep = useKeepRecord<Vehicle>('/vehicles')
  const { proposed } = date
  if (!proposed || proposed === date.on || date.state === 'later' || !vehicle.actions.includes('update')) return null
  const take = async () => keep(await updateVehicle(vehicle.id, vehicle.version, { [FIELDS[date.kind]]: proposed }))
  return (
    <div>
      <Button type="link" size="small" className="proposal" onClick={take}>
        {t('vehicles.legal.propose')} <Day day={proposed} />
      </Button>
    </div>
  )
}
