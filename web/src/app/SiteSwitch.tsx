import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useMe } from './session'
import { chooseSite, useSiteId } from './site'

export function SiteSwitch() {
  const { t } = useTranslation()
  const me = useMe()
  const site = useSiteId()
  return (
    <Select
      value={site}
      onChange={chooseSite}
      aria-label={t('app.site')}
      popupMatchSelectWidth={false}
      options={me?.sites.map(({ id, name, code }) => ({ value: id, label: name, title: code }))}
      className="site-switch"
    />
  )
}
