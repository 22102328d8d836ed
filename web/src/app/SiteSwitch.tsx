import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useMe } from './session'
import { ALL, chooseSite, openSites, useAllSites, useSiteId } from './site'

export function SiteSwitch() {
  const { t } = useTranslation()
  const me = useMe()
  const site = useSiteId()
  const all = useAllSites()
  const open = openSites(me)
  // A closed site is offered no more, but who looks at one sees which it is.
  const shown = me?.sites.filter((one) => open.includes(one) || one.id === site) ?? []
  const options = shown.map(({ id, name, code }) => ({ value: id, label: name, title: code }))
  return (
    <Select
      value={all ? ALL : site}
      onChange={chooseSite}
      aria-label={t('app.site')}
      popupMatchSelectWidth={false}
      options={[{ value: ALL, label: t('users.anySite'), title: t('users.anySite') }, ...options]}
      className="site-switch"
    />
  )
}
