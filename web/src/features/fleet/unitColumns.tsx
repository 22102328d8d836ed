import { useTranslation } from 'react-i18next'
import type { FleetUnit, MyFleet, OdometerUnit } from '@/api/types'
import { Distance } from '@/features/vehicles/Distance'
import { DueTag, stateOf } from '@/features/vehicles/DueTag'
import { Plate } from '@/ui/Plate'
import type { Column } from '@/ui/RowCards'
import { useLanguage } from '@/ui/useLanguage'

/** Whose a vehicle is stands there only where there are several. */
export function useUnitColumns(fleet: MyFleet): Column<FleetUnit>[] {
  const { t } = useTranslation()
  const language = useLanguage()
  const names = new Map(fleet.customers.map(({ id, name }) => [id, name]))
  const due = (on: string | null) => (on ? <DueTag on={on} state={stateOf(on)} /> : '—')
  const owner: Column<FleetUnit> = {
    key: 'owner',
    title: t('nav.customers'),
    render: ({ owner_id }) => <bdi>{names.get(owner_id)}</bdi>,
  }
  return [
    { key: 'unit', title: t('fleet.unit'), render: ({ unit_number }) => <bdi>{unit_number ?? '—'}</bdi>, named: true },
    { key: 'plate', title: t('fleet.vehicle'), render: ({ plate }) => <Plate text={plate} /> },
    { key: 'label', title: '', render: ({ label }) => <bdi>{label}</bdi>, newLine: true },
    ...(names.size > 1 ? [owner] : []),
    {
      key: 'odometer',
      title: t('fleet.odometer'),
      end: true,
      render: ({ odometer_km, odometer_unit }) =>
        odometer_km === null ? '—' : <Distance kept={odometer_km} unit={odometer_unit as OdometerUnit} />,
    },
    {
      key: 'service',
      title: t('fleet.service'),
      newLine: true,
      render: ({ service_on, service }) => (
        <>
          {due(service_on)} {service && <bdi>{service[language]}</bdi>}
        </>
      ),
    },
    {
      key: 'inspection',
      title: t('fleet.inspection'),
      named: true,
      newLine: true,
      render: ({ inspection_on }) => due(inspection_on),
    },
    { key: 'insurance', title: t('fleet.insurance'), named: true, render: ({ insurance_on }) => due(insurance_on) },
  ]
}
