import {
  AppstoreOutlined,
  CarOutlined,
  FileTextOutlined,
  MailOutlined,
  PlusCircleOutlined,
  ProfileOutlined,
  SettingOutlined,
  TeamOutlined,
  ToolOutlined,
} from '@ant-design/icons'
import type { ReactNode } from 'react'

export interface Place {
  to: string
  /** Key under `nav.`. */
  name: string
  icon: ReactNode
  /** A line is drawn before it. */
  starts?: boolean
}

/** The pages one can go to from everywhere. */
export const PLACES: Place[] = [
  { to: '/board', name: 'board', icon: <AppstoreOutlined /> },
  { to: '/work-orders', name: 'workOrders', icon: <ProfileOutlined /> },
  { to: '/reception', name: 'reception', icon: <PlusCircleOutlined /> },
  { to: '/customers', name: 'customers', icon: <TeamOutlined />, starts: true },
  { to: '/vehicles', name: 'vehicles', icon: <CarOutlined /> },
  { to: '/products', name: 'products', icon: <ToolOutlined /> },
  { to: '/invoices', name: 'invoices', icon: <FileTextOutlined />, starts: true },
  { to: '/messages', name: 'messages', icon: <MailOutlined /> },
  { to: '/settings/site', name: 'settings', icon: <SettingOutlined /> },
]
