import {
  AppstoreOutlined,
  AuditOutlined,
  BarChartOutlined,
  CalendarOutlined,
  CarOutlined,
  CarryOutOutlined,
  ClockCircleOutlined,
  FileTextOutlined,
  InboxOutlined,
  KeyOutlined,
  LoginOutlined,
  MailOutlined,
  PlusCircleOutlined,
  ProfileOutlined,
  SafetyOutlined,
  ShopOutlined,
  ShoppingCartOutlined,
  TabletOutlined,
  TeamOutlined,
  ToolOutlined,
  TruckOutlined,
  UserOutlined,
} from '@ant-design/icons'
import type { ReactNode } from 'react'
import type { Me } from '@/api/types'
import { mayAnywhere } from './may'
import { useMe } from './session'

export interface Place {
  to: string
  /** Key under `nav.`. */
  name: string
  icon: ReactNode
  /** Shown to those who hold one of these at one of their sites; without any, to customers, who have no site. */
  needs: string[]
  /** A line is drawn before it. */
  starts?: boolean
  /** Its group's name, where it begins one; key under `nav.`. */
  group?: string
}

/** The pages one can go to from everywhere. */
export const PLACES: Place[] = [
  { to: '/board', name: 'board', icon: <AppstoreOutlined />, needs: ['work_order.read'] },
  { to: '/work-orders', name: 'workOrders', icon: <ProfileOutlined />, needs: ['work_order.read'] },
  { to: '/reception', name: 'reception', icon: <PlusCircleOutlined />, needs: ['work_order.open'] },
  { to: '/counter', name: 'counter', icon: <ShopOutlined />, needs: ['counter.sell'] },
  { to: '/my-jobs', name: 'myJobs', icon: <ClockCircleOutlined />, needs: ['time.clock'] },
  { to: '/schedule', name: 'schedule', icon: <CalendarOutlined />, needs: ['schedule.read'] },
  { to: '/appointments', name: 'appointments', icon: <CarryOutOutlined />, needs: ['schedule.read'] },
  { to: '/quotes', name: 'quotes', icon: <FileTextOutlined />, needs: ['work_order.open'] },
  { to: '/customers', name: 'customers', icon: <TeamOutlined />, needs: ['customer.read'], starts: true },
  { to: '/vehicles', name: 'vehicles', icon: <CarOutlined />, needs: ['vehicle.read'] },
  { to: '/bookings', name: 'bookings', icon: <CalendarOutlined />, needs: ['appointment.write'] },
  { to: '/products', name: 'products', icon: <ToolOutlined />, needs: ['product.read'] },
  { to: '/parts', name: 'parts', icon: <InboxOutlined />, needs: ['purchase.read'] },
  { to: '/purchase-orders', name: 'purchaseOrders', icon: <ShoppingCartOutlined />, needs: ['purchase.read'] },
  { to: '/suppliers', name: 'suppliers', icon: <TruckOutlined />, needs: ['purchase.read'] },
  { to: '/time', name: 'time', icon: <ClockCircleOutlined />, needs: ['time.read'] },
  { to: '/invoices', name: 'invoices', icon: <FileTextOutlined />, needs: ['invoice.read'], starts: true },
  { to: '/dashboard', name: 'dashboard', icon: <BarChartOutlined />, needs: ['report.read'] },
  { to: '/messages', name: 'messages', icon: <MailOutlined />, needs: ['message.read'] },
  { to: '/my-fleet', name: 'myFleet', icon: <CarOutlined />, needs: [] },
]

/** Who works here, what they may do, and what they did. */
export const ADMINISTRATION: Place[] = [
  { to: '/users', name: 'users', icon: <UserOutlined />, needs: ['user.read'] },
  { to: '/roles', name: 'roles', icon: <SafetyOutlined />, needs: ['role.manage'] },
  { to: '/sites', name: 'sites', icon: <ShopOutlined />, needs: ['site.update'] },
  {
    to: '/inspection-templates',
    name: 'inspections',
    icon: <AuditOutlined />,
    needs: ['inspection.configure'],
  },
  { to: '/prices', name: 'prices', icon: <FileTextOutlined />, needs: ['price.configure', 'canned_job.write'] },
  { to: '/api-keys', name: 'apiKeys', icon: <KeyOutlined />, needs: ['api_key.manage'] },
  { to: '/devices', name: 'devices', icon: <TabletOutlined />, needs: ['device.enrol'] },
  { to: '/sign-ins', name: 'signIns', icon: <LoginOutlined />, needs: ['sign_in.read'] },
  { to: '/audit', name: 'audit', icon: <AuditOutlined />, needs: ['audit.read'] },
]

export const openTo = (me: Me | null, places: Place[]) =>
  places.filter(({ needs }) => (needs.length === 0 ? me?.sites.length === 0 : mayAnywhere(me, needs)))

export function usePlaces(): Place[] {
  const me = useMe()
  const administration = openTo(me, ADMINISTRATION).map((place, at) =>
    at === 0 ? { ...place, starts: true, group: 'administration' } : place,
  )
  return [...openTo(me, PLACES), ...administration]
}

/** Where one begins: the first page that is open to them. */
export const firstPlace = (me: Me | null) => openTo(me, [...PLACES, ...ADMINISTRATION])[0]?.to ?? '/profile'
