import { Tooltip } from 'antd'
import { useTranslation } from 'react-i18next'
import { usePermissionName } from '../roles/names'

const SHOWN = 2

/** The first permissions by name, how many more, and all of them on hover. */
export function KeyScopes({ names }: { names: string[] }) {
  const { t } = useTranslation()
  const { permission } = usePermissionName()
  const rest = names.length - SHOWN
  return (
    <Tooltip title={names.map(permission).join(' · ')}>
      <span className="key-scopes">
        {names.slice(0, SHOWN).map(permission).join(' · ')}
        {rest > 0 && <span className="muted"> {t('keys.more', { count: rest })}</span>}
      </span>
    </Tooltip>
  )
}
