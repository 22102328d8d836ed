import { useTranslation } from 'react-i18next'
import type { OdometerReading, Vehicle } from '@/api/types'
import { RelatedPanel } from '@/ui/RelatedPanel'
import { Tag } from '@/ui/StatusTag'
import { Time } from '@/ui/Time'
import { Words } from '@/ui/Words'
import { Distance } from './Distance'

/** Every reading there was: what was corrected is still there. */
export function OdometerLog({ vehicle }: { vehicle: Vehicle }) {
  const { t } = useTranslation()
  return (
    <RelatedPanel<OdometerReading>
      title={t('vehicles.odometerLog')}
      path={`/vehicles/${vehicle.id}/odometer`}
      empty={t('vehicles.noReadings')}
      columns={[
        {
          key: 'km',
          title: t('vehicles.odometer'),
          render: ({ km }) => <Distance kept={km} unit={vehicle.odometer_unit} />,
        },
        { key: 'at', title: t('vehicles.readAt'), render: ({ at }) => <Time at={at} /> },
        {
          key: 'source',
          newLine: true,
          title: t('vehicles.readBy'),
          render: ({ source, by_name }) => (
            <span>
              {t(`vehicles.source.${source}`)} <Words text={by_name} className="muted" />
            </span>
          ),
        },
        {
          key: 'remark',
          title: t('vehicles.remark'),
          render: ({ reason, doubt }) => (
            <>
              {doubt && <Tag tone="amber">{t(`vehicles.doubt.${doubt}`)}</Tag>}
              {reason && <Tag tone="blue">{t(`vehicles.rollbackReason.${reason}`)}</Tag>}
            </>
          ),
        },
      ]}
    />
  )
}
