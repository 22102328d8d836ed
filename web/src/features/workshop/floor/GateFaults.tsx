import { StopOutlined, WarningOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { GateFault } from '@/api/types'

/** Each thing that stands in the way, with where to set it right. */
export function GateFaults({ faults }: { faults: GateFault[] }) {
  const { t } = useTranslation()
  return (
    <ul className="gate-faults">
      {faults.map((fault) => (
        <li key={`${fault.rule} ${fault.job_id} ${fault.line_id} ${fault.inspection_id} ${fault.subject}`}>
          {fault.level === 'block' ? <StopOutlined aria-hidden /> : <WarningOutlined aria-hidden />}
          <span>
            <span className="visually-hidden">{t(`workshop.gate.level.${fault.level}`)}: </span>
            {t(`workshop.gate.fault.${fault.rule}`)}
            {fault.subject && (
              <>
                {' · '}
                <bdi>{fault.subject}</bdi>
              </>
            )}
            {fault.inspection_id && (
              <>
                {' · '}
                <Link to="/inspections/$id" params={{ id: fault.inspection_id }}>
                  {t('workshop.gate.openInspection')}
                </Link>
              </>
            )}
          </span>
        </li>
      ))}
    </ul>
  )
}
