import { CheckCircleFilled, RightOutlined } from '@ant-design/icons'
import { useQueries } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { DataState, Id, Page, Site, User } from '@/api/types'
import { useMe } from '@/app/session'
import { SettingsPanel } from '@/features/workshop/settings/SettingsPanel'
import './settings.css'

/** What a garage that had no car yet does first; each leads to where it is done, and is ticked once it is. */
export function FirstSteps() {
  const { t } = useTranslation()
  const site = useMe()?.sites[0]?.id ?? ''
  const steps = useSteps(site)
  if (!steps) return null
  const done = steps.filter(({ isDone }) => isDone).length
  return (
    <SettingsPanel title={t('firstSteps.title')} hint={t('firstSteps.hint', { done, of: steps.length })}>
      <ol className="first-steps">
        {steps.map(({ key, to, isDone }) => (
          <li key={key}>
            <Link to={to} className="first-step" data-done={isDone || undefined}>
              {isDone ? <CheckCircleFilled aria-label={t('firstSteps.done')} /> : <span className="first-step-open" />}
              <span>
                <strong>{t(`firstSteps.${key}`)}</strong>
                <span className="muted">{t(`firstSteps.${key}Text`)}</span>
              </span>
              <RightOutlined aria-hidden />
            </Link>
          </li>
        ))}
      </ol>
    </SettingsPanel>
  )
}

interface Step {
  key: 'identity' | 'people' | 'customers' | 'parts' | 'backup' | 'visit'
  to: string
  isDone: boolean
}

/** A garage with nobody but its owner has one person. */
const ALONE = 1

/** None while it is not known, and none once a car was here. */
function useSteps(site: Id): Step[] | null {
  const [orders, identity, people, customers, parts, data] = useQueries({
    queries: [
      asked(['work-orders', 'count'], () => api.get<Counted>('/work-orders/count')),
      asked(['sites', site], () => api.get<Site>(`/sites/${site}`)),
      asked(['users', 'first-steps'], () => api.get<Page<User>>('/users?limit=2')),
      asked(['customers', 'count'], () => api.get<Counted>('/customers/count')),
      asked(['products', 'count'], () => api.get<Counted>('/products/count')),
      asked(['data'], () => api.get<DataState>('/data')),
    ],
  })
  if (orders.data?.count !== 0 || identity.isPending || customers.isPending) return null
  return [
    { key: 'identity', to: `/sites/${site}`, isDone: Boolean(identity.data?.tax_id && identity.data.address) },
    { key: 'people', to: '/users', isDone: (people.data?.items.length ?? 0) > ALONE },
    { key: 'customers', to: '/imports/customers', isDone: (customers.data?.count ?? 0) > 0 },
    { key: 'parts', to: '/imports/products', isDone: (parts.data?.count ?? 0) > 0 },
    { key: 'backup', to: '/sites', isDone: Boolean(data.data?.backups.place) },
    { key: 'visit', to: '/reception', isDone: false },
  ]
}

interface Counted {
  count: number
}

const asked = <T,>(queryKey: unknown[], queryFn: () => Promise<T>) => ({ queryKey, queryFn })
