import { Alert, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Clocking, Id } from '@/api/types'
import { Time } from '@/ui/Time'
import { useForgotten } from './queries'

interface Props {
  site: Id
  onCorrect?: (clocking: Clocking) => void
}

/** Clocks that nobody stopped: somebody has to say when. */
export function ForgottenPanel({ site, onCorrect }: Props) {
  const { t } = useTranslation()
  const rows = useForgotten(site).data?.items ?? []
  if (rows.length === 0) return null
  return (
    <Alert
      type="warning"
      showIcon
      title={t('time.forgotten', { count: rows.length })}
      description={
        <ul className="forgotten-list">
          {rows.map((row) => (
            <li key={row.id} className="clock-now">
              <span className="grow">
                <strong>
                  <bdi>{row.user.name}</bdi>
                </strong>{' '}
                · {t(`time.activity.${row.activity}`)} · <Time at={row.started_at} />
              </span>
              {onCorrect && <Button onClick={() => onCorrect(row)}>{t('time.sayWhen')}</Button>}
            </li>
          ))}
        </ul>
      }
    />
  )
}
