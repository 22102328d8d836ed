import { SafetyCertificateOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Id, Warranty, WorkOrder } from '@/api/types'
import { Kilometres } from '@/ui/Quantity'
import { Tag } from '@/ui/StatusTag'
import { Day } from '@/ui/Time'
import { useWarranties } from './warranty'
import './floor.css'

interface Props {
  vehicle: Id
  odometer?: number | null | undefined
  /** The order that is looked at: its own lines are left out, and what it has again is told. */
  order?: WorkOrder
}

/** What was sold for the vehicle and is still covered; nothing without any. */
export function CoveredPanel({ vehicle, odometer, order }: Props) {
  const { t } = useTranslation()
  const sold = useWarranties(vehicle, odometer).data?.items ?? []
  const covered = sold.filter((row) => row.is_covered && row.work_order_id !== order?.id)
  if (covered.length === 0) return null
  const again = (row: Warranty) => order?.jobs.some(({ lines }) => lines.some((line) => isSame(line, row))) ?? false
  return (
    <section className="panel panel-body" aria-label={t('workshop.warranty.covered')}>
      <h2 className="panel-title">
        <SafetyCertificateOutlined /> {t('workshop.warranty.covered')}
      </h2>
      <ul className="covered">
        {covered.map((row) => (
          <li key={row.line_id} className={again(row) ? 'again' : undefined}>
            <div>
              <strong>
                <bdi>{row.description}</bdi>
              </strong>{' '}
              {again(row) && <Tag tone="amber">{t('workshop.warranty.again')}</Tag>}
            </div>
            <div className="muted small">
              <bdi>{row.job_title}</bdi> ·{' '}
              <Link to="/work-orders/$id" params={{ id: row.work_order_id }} className="code">
                {row.work_order}
              </Link>
              {row.until_on && (
                <>
                  {' · '}
                  {t('workshop.warranty.until')} <Day day={row.until_on} />
                </>
              )}
              {row.until_km !== null && (
                <>
                  {' · '}
                  <Kilometres value={row.until_km} />
                </>
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The same article, or the same labour by its words. */
function isSame(line: WorkOrder['jobs'][number]['lines'][number], row: Warranty): boolean {
  if (line.product_id) return line.product_id === row.product_id
  return line.kind === row.kind && line.description === row.description && !row.product_id
}
