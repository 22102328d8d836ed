import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Finding, Id } from '@/api/types'
import { useFileAddress } from '@/features/vehicles/files'
import { Tag } from '@/ui/StatusTag'
import { formatScaled } from '@/ui/scaled'
import { useLanguage } from '@/ui/useLanguage'
import { useOrderInspections } from './queries'
import './inspections.css'

/** Of which finding a job was made, with its photos. */
export function JobFinding({ order, job }: { order: Id; job: Id }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const finding = useOrderInspections(order).data?.findings.find(({ job_id }) => job_id === job)
  if (!finding) return null
  const { verdict, measure, unit, names } = finding
  return (
    <div className="job-finding row wrap">
      <Link to="/inspections/$id" params={{ id: finding.inspection_id }}>
        {t('inspections.found')} <bdi>{names[language]}</bdi>
        {measure !== null && unit && (
          <bdi>
            {' '}
            {formatScaled(measure, 1, language)} {t(`inspections.unit.${unit}`)}
          </bdi>
        )}
      </Link>
      {verdict && <Tag tone={verdict === 'urgent' ? 'red' : 'amber'}>{t(`inspections.verdict.${verdict}`)}</Tag>}
      {finding.photos.map((photo) => (
        <Seen key={photo} finding={finding} photo={photo} />
      ))}
    </div>
  )
}

function Seen({ finding, photo }: { finding: Finding; photo: Id }) {
  const { t } = useTranslation()
  const src = useFileAddress(`/inspections/${finding.inspection_id}/photos/${photo}`, { thumbnail: true })
  return src && <img className="seen" src={src} alt={t('inspections.photo')} />
}
