import { AuditOutlined } from '@ant-design/icons'
import { Button, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useMayAnywhere } from '@/app/may'
import { useMe } from '@/app/session'
import { useTimeZone } from '@/app/site'
import { EmptyState } from '@/ui/EmptyState'
import { PageHeader } from '@/ui/PageHeader'
import { useUrlState } from '@/ui/useUrlState'
import { UserSelect } from '../identity/users/UserSelect'
import { AuditList } from './AuditList'
import { ENTITIES } from './audit'
import { dayEnd, dayStart } from './days'
import { useAuditWords } from './words'

const FILTERS = ['entity', 'entity_id', 'actor', 'site', 'from', 'until']

/** Everything anybody changed. */
export function AuditPage() {
  const { t } = useTranslation()
  const [url, setUrl] = useUrlState()
  const zone = useTimeZone()
  const { entity, entity_id, actor, site, from, until } = url
  const query = {
    entity,
    entity_id,
    actor,
    site,
    from: from && dayStart(from, zone),
    until: until && dayEnd(until, zone),
  }
  const narrowed = FILTERS.some((name) => url[name])
  const widen = narrowed && (
    <Button onClick={() => setUrl(Object.fromEntries(FILTERS.map((name) => [name, undefined])))}>
      {t('audit.showAll')}
    </Button>
  )
  return (
    <>
      <PageHeader title={t('nav.audit')} />
      <section className="panel data-table">
        <Filters />
        <AuditList
          query={query}
          empty={<EmptyState icon={<AuditOutlined />} title={t('audit.empty')} action={widen} />}
        />
      </section>
    </>
  )
}

function Filters() {
  const { t } = useTranslation()
  const [url, setUrl] = useUrlState()
  const words = useAuditWords()
  const me = useMe()
  const mayKnowUsers = useMayAnywhere('user.read')
  const choices = [
    {
      name: 'entity',
      label: t('audit.anyRecord'),
      options: ENTITIES.map((value) => ({ value, label: words.entity(value) })),
    },
    { name: 'site', label: t('users.anySite'), options: me?.sites.map(({ id, name }) => ({ value: id, label: name })) },
  ]
  return (
    <div className="filters">
      {choices
        .filter(({ options }) => options && options.length > 1)
        .map(({ name, label, options }) => (
          <Select
            key={name}
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            className="audit-filter"
            placeholder={label}
            aria-label={label}
            value={url[name]}
            // A record of one kind is not one of another.
            onChange={(value) => setUrl({ [name]: value, ...(name === 'entity' ? { entity_id: undefined } : {}) })}
            options={options}
          />
        ))}
      {mayKnowUsers && (
        <UserSelect
          className="audit-filter"
          placeholder={t('audit.anybody')}
          label={t('audit.anybody')}
          value={url.actor}
          onChange={(actor) => setUrl({ actor })}
        />
      )}
      {(['from', 'until'] as const).map((name) => (
        <Input
          key={name}
          type="date"
          className="audit-day"
          prefix={<span className="muted">{t(`audit.${name}`)}</span>}
          aria-label={t(`audit.${name}`)}
          value={url[name] ?? ''}
          onChange={({ target }) => setUrl({ [name]: target.value })}
        />
      ))}
    </div>
  )
}
