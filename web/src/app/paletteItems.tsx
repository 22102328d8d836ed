import {
  CarOutlined,
  FileTextOutlined,
  PlusOutlined,
  ProfileOutlined,
  TeamOutlined,
  ToolOutlined,
} from '@ant-design/icons'
import type { ReactNode } from 'react'
import type { SearchHit, SearchResults } from '@/api/types'
import { PLACES } from './places'

export interface PaletteItem {
  key: string
  to: string
  search?: Record<string, string>
  icon: ReactNode
  title: string
  detail?: string
}

interface Group {
  /** Key under `palette.`. */
  key: string
  items: PaletteItem[]
}

const KINDS: [keyof SearchResults, string, string, ReactNode][] = [
  ['vehicles', 'vehicles', '/vehicles', <CarOutlined key="v" />],
  ['customers', 'customers', '/customers', <TeamOutlined key="c" />],
  ['work_orders', 'workOrders', '/work-orders', <ProfileOutlined key="w" />],
  ['invoices', 'invoices', '/invoices', <FileTextOutlined key="i" />],
  ['products', 'products', '/products', <ToolOutlined key="p" />],
]

export function resultGroups(found: SearchResults): Group[] {
  return KINDS.map(([field, key, path, icon]) => ({
    key,
    items: found[field].map((hit: SearchHit) => ({
      key: hit.id,
      to: `${path}/${hit.id}`,
      icon,
      title: hit.title,
      detail: hit.subtitle,
    })),
  }))
}

/** What can be started from anywhere; with words typed, those that fit and the reception of those words. */
export function actionGroup(text: string, t: (key: string) => string): Group {
  const starts: PaletteItem[] = [
    {
      key: 'new-order',
      to: '/reception',
      search: text ? { q: text } : {},
      icon: <PlusOutlined />,
      title: t('palette.newWorkOrder'),
      detail: text,
    },
    {
      key: 'new-customer',
      to: '/customers',
      search: { new: '1' },
      icon: <PlusOutlined />,
      title: t('palette.newCustomer'),
    },
    {
      key: 'new-product',
      to: '/products',
      search: { new: '1' },
      icon: <PlusOutlined />,
      title: t('palette.newProduct'),
    },
  ]
  const places = PLACES.map(({ to, name, icon }) => ({ key: to, to, icon, title: t(`nav.${name}`) }))
  const words = text.toLocaleLowerCase()
  const fits = ({ key, title }: PaletteItem) => key === 'new-order' || title.toLocaleLowerCase().includes(words)
  return { key: 'actions', items: words ? [...starts, ...places].filter(fits) : [...starts, ...places] }
}
