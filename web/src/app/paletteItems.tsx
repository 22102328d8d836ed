import {
  CarOutlined,
  FileTextOutlined,
  PlusOutlined,
  ProfileOutlined,
  TeamOutlined,
  ToolOutlined,
} from '@ant-design/icons'
import type { ReactNode } from 'react'
import type { Me, SearchHit, SearchResults } from '@/api/types'
import { Money } from '@/ui/Money'
import { AnyStatusTag } from '@/ui/StatusTag'
import { mayAnywhere } from './may'
import type { Place } from './places'

export interface PaletteItem {
  key: string
  to: string
  search?: Record<string, string>
  icon: ReactNode
  title: string
  detail?: string
  /** State and total of what was found. */
  end?: ReactNode
}

interface Group {
  /** Key under `palette.`. */
  key: string
  items: PaletteItem[]
}

type Stated = 'workOrder' | 'invoice'

const KINDS: [keyof SearchResults, string, string, ReactNode, Stated?][] = [
  ['vehicles', 'vehicles', '/vehicles', <CarOutlined key="v" />],
  ['customers', 'customers', '/customers', <TeamOutlined key="c" />],
  ['work_orders', 'workOrders', '/work-orders', <ProfileOutlined key="w" />, 'workOrder'],
  ['invoices', 'invoices', '/invoices', <FileTextOutlined key="i" />, 'invoice'],
  ['products', 'products', '/products', <ToolOutlined key="p" />],
]

export function resultGroups(found: SearchResults): Group[] {
  return KINDS.map(([field, key, path, icon, stated]) => ({
    key,
    items: found[field].map((hit: SearchHit) => ({
      key: hit.id,
      to: `${path}/${hit.id}`,
      icon,
      title: hit.title,
      detail: hit.subtitle,
      end: stated && <HitEnd hit={hit} stated={stated} />,
    })),
  }))
}

function HitEnd({ hit: { state, total, currency }, stated }: { hit: SearchHit; stated: Stated }) {
  return (
    <>
      {typeof total === 'number' && currency && <Money amount={total} currency={currency} />}
      {state && <AnyStatusTag kind={stated} state={state} />}
    </>
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
