import {
  CalendarOutlined,
  CarOutlined,
  FileTextOutlined,
  PlusOutlined,
  ProfileOutlined,
  TeamOutlined,
  ToolOutlined,
} from '@ant-design/icons'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Me, SearchHit, SearchResults } from '@/api/types'
import { Money } from '@/ui/Money'
import { AnyStatusTag } from '@/ui/StatusTag'
import { mayAnywhere } from './may'
import { type NextStep, nextStep } from './paletteNext'
import type { Place } from './places'
import { recentOf } from './recent'

export interface PaletteItem {
  key: string
  to: string
  search?: Record<string, string>
  icon: ReactNode
  title: string
  detail?: string
  /** State and total of what was found. */
  end?: ReactNode
  /** What usually follows with it: Ctrl+Enter, or its chip. */
  next?: NextStep
  /** A customer, a vehicle, a document: not an action or a page. */
  isRecord?: boolean
  /** Found by a word spelt nearly as typed. */
  near?: boolean
}

export interface Group {
  /** Key under `palette.`. */
  key: string
  items: PaletteItem[]
}

export type HitKind = keyof SearchResults
type Stated = 'workOrder' | 'invoice' | 'appointment'

const KINDS: [HitKind, string, string, ReactNode, Stated?][] = [
  ['vehicles', 'vehicles', '/vehicles', <CarOutlined key="v" />],
  ['customers', 'customers', '/customers', <TeamOutlined key="c" />],
  ['appointments', 'appointments', '/appointments', <CalendarOutlined key="a" />, 'appointment'],
  ['work_orders', 'workOrders', '/work-orders', <ProfileOutlined key="w" />, 'workOrder'],
  ['invoices', 'invoices', '/invoices', <FileTextOutlined key="i" />, 'invoice'],
  ['products', 'products', '/products', <ToolOutlined key="p" />],
]

/** What was found by kind; kinds with nothing but near hits come last. */
export function resultGroups(found: SearchResults, me: Me | null): Group[] {
  const groups = KINDS.map(([field, key, path, icon, stated]) => ({
    key,
    items: found[field].map((hit: SearchHit) => ({
      key: hit.id,
      to: `${path}/${hit.id}`,
      icon,
      title: hit.title,
      detail: hit.subtitle,
      end: stated ? <HitEnd hit={hit} stated={stated} /> : <WhatWaits hit={hit} />,
      next: nextStep(field, hit, me),
      near: hit.near,
      isRecord: true,
    })),
  }))
  const isNear = ({ items }: Group) => items.every(({ near }) => near)
  return [...groups.filter((group) => !isNear(group)), ...groups.filter(isNear)]
}

/** What was opened lately, while nothing is typed. */
export function recentGroup(me: Me | null): Group {
  const iconOf = (to: string) => KINDS.find(([, , path]) => to.startsWith(`${path}/`))?.[3]
  const items = me ? recentOf(me.id).map((item) => ({ ...item, icon: iconOf(item.to), isRecord: true })) : []
  return { key: 'recent', items }
}

function HitEnd({ hit: { state, total, currency }, stated }: { hit: SearchHit; stated: Stated }) {
  return (
    <>
      {typeof total === 'number' && currency && <Money amount={total} currency={currency} />}
      {state && <AnyStatusTag kind={stated} state={state} />}
    </>
  )
}

/** What was declined before, and what is owed. */
function WhatWaits({ hit }: { hit: SearchHit }) {
  const { t } = useTranslation()
  const [first, ...more] = hit.deferred ?? []
  return (
    <>
      {first && (
        <span className="option-deferred">
          {t('palette.deferred')} <bdi>{first}</bdi>
          {more.length > 0 && ` +${more.length}`}
        </span>
      )}
      <Balance hit={hit} />
    </>
  )
}

/** What the customer, or the vehicle's owner, owes. */
function Balance({ hit: { due, currency } }: { hit: SearchHit }) {
  const { t } = useTranslation()
  if (typeof due !== 'number') return null
  if (due === 0 || !currency) return <span className="muted option-near">{t('palette.owesNothing')}</span>
  return (
    <span className="option-due">
      {t('palette.owes')} <Money amount={due} currency={currency} />
    </span>
  )
}

interface OpenTo {
  places: Place[]
  me: Me | null
}

/** What can be started from anywhere; with words typed, those that fit and the reception of those words. */
export function actionGroup(text: string, t: (key: string) => string, { places, me }: OpenTo): Group {
  const starts: (PaletteItem & { needs: string })[] = [
    {
      needs: 'work_order.open',
      key: 'new-order',
      to: '/reception',
      search: text ? { q: text } : {},
      icon: <PlusOutlined />,
      title: t('palette.newWorkOrder'),
      detail: text,
    },
    {
      needs: 'work_order.open',
      key: 'new-quote',
      to: '/quotes',
      search: { new: '1' },
      icon: <PlusOutlined />,
      title: t('quotes.new'),
    },
    {
      needs: 'appointment.write',
      key: 'new-appointment',
      to: '/schedule',
      search: { book: '1' },
      icon: <PlusOutlined />,
      title: t('schedule.book'),
    },
    {
      needs: 'customer.write',
      key: 'new-customer',
      to: '/customers',
      search: { new: '1' },
      icon: <PlusOutlined />,
      title: t('palette.newCustomer'),
    },
    {
      needs: 'product.write',
      key: 'new-product',
      to: '/products',
      search: { new: '1' },
      icon: <PlusOutlined />,
      title: t('palette.newProduct'),
    },
  ]
  const items = [
    ...starts.filter(({ needs }) => mayAnywhere(me, [needs])),
    ...places.map(({ to, name, icon }) => ({ key: to, to, icon, title: t(`nav.${name}`) })),
  ]
  const words = text.toLocaleLowerCase()
  const fits = ({ key, title }: PaletteItem) => key === 'new-order' || title.toLocaleLowerCase().includes(words)
  return { key: 'actions', items: words ? items.filter(fits) : items }
}
