import { DashboardOutlined, WarningFilled } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { CustomField, Vehicle } from '@/api/types'
import { Facts } from '@/ui/Facts'
import { Age, Day } from '@/ui/Time'
import { useLanguage } from '@/ui/useLanguage'
import { useCustomFields } from './customFields'
import { Distance } from './Distance'
import { LegalDates } from './LegalDates'
import './vehicles.css'

export function VehicleDetails({ vehicle, onOdometer }: { vehicle: Vehicle; onOdometer: () => void }) {
  const { t } = useTranslation()
  const { odometer_km, odometer_unit, odometer_at, fuel, colour, year, vin, notes, usage } = vehicle
  const { first_registered_on, key_tag, unit_number, engine_code, custom } = vehicle
  const language = useLanguage()
  const own = useCustomFields().data?.fields ?? []
  return (
    <aside className="stack aside">
      <section className="panel panel-body odometer">
        <DashboardOutlined className="odometer-icon" />
        <div className="grow">
          <div className="muted">{t('vehicles.odometer')}</div>
          <strong className="figure">
            {odometer_km === null ? '—' : <Distance kept={odometer_km} unit={odometer_unit} />}
          </strong>
          {odometer_at && (
            <div className="muted">
              <Age at={odometer_at} />
            </div>
          )}
        </div>
        {vehicle.actions.includes('record_odometer') && (
          <Button onClick={onOdometer}>{t('vehicles.recordOdometer')}</Button>
        )}
      </section>
      <section className="panel panel-body stack">
        <Facts
          facts={[
            { label: t('vehicles.vin'), value: vin && <span className="code">{vin}</span> },
            { label: t('vehicles.year'), value: year },
            { label: t('vehicles.fuelLabel'), value: fuel && t(`vehicles.fuel.${fuel}`) },
            { label: t('vehicles.colour'), value: colour && <bdi>{colour}</bdi> },
            { label: t('vehicles.usageLabel'), value: t(`vehicles.usage.${usage}`) },
            {
              label: t('vehicles.firstRegistered'),
              value: first_registered_on && <Day day={first_registered_on} />,
            },
            { label: t('vehicles.engineCode'), value: engine_code && <bdi className="code">{engine_code}</bdi> },
            { label: t('vehicles.keyTag'), value: key_tag && <bdi>{key_tag}</bdi> },
            { label: t('vehicles.unitNumber'), value: unit_number && <bdi>{unit_number}</bdi> },
            ...own.map(({ key, title, kind }) => ({ label: title[language], value: shown(kind, custom[key]) })),
          ]}
        />
        {vehicle.vin_warning && <VinWarning warning={vehicle.vin_warning} />}
        {notes && (
          <p className="note pre" dir="auto">
            {notes}
          </p>
        )}
      </section>
      <LegalDates vehicle={vehicle} />
    </aside>
  )
}

function shown(kind: CustomField['kind'], value: string | undefined) {
  if (!value) return null
  return kind === 'date' ? <Day day={value} /> : <bdi>{value}</bdi>
}

function VinWarning({ warning }: { warning: string }) {
  const { t, i18n } = useTranslation()
  const key = `vehicles.vinWarning.${warning}`
  return (
    <p className="vin-warning">
      <WarningFilled /> {i18n.exists(key) ? t(key) : t('vehicles.vinSuspect')}
    </p>
  )
}
