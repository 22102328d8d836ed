import {
  type AsyncRouteComponent,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  type RouteComponent,
  redirect,
} from '@tanstack/react-router'
import { isShared } from './app/device'
import { inside } from './app/inside'
import { OneSite } from './app/OneSite'
import { PageError } from './app/PageError'
import { firstPlace } from './app/places'
import { Shell } from './app/Shell'
import { currentMe } from './app/session'

type Search = Record<string, string | undefined>

const lazy = lazyRouteComponent

const NotFound = lazy(() => import('./app/NotFound'), 'NotFound')

const root = createRootRoute({ notFoundComponent: NotFound })

/** Pages for those who are not signed in. */
function outside<P extends string>(path: P, component: RouteComponent, beforeLoad?: (search: Search) => void) {
  return createRoute({
    getParentRoute: () => root,
    path,
    validateSearch: (search): Search => search as Search,
    beforeLoad: ({ search }) => beforeLoad?.(search),
    component,
  })
}

const outer = [
  outside(
    '/sign-in',
    lazy(() => import('./features/identity/SignInPage'), 'SignInPage'),
    ({ to }) => {
      if (currentMe()) throw redirect({ href: inside(to) })
    },
  ),
  outside(
    '/switch',
    lazy(() => import('./features/identity/PinPage'), 'PinPage'),
    () => {
      if (!isShared()) throw redirect({ to: '/sign-in' })
    },
  ),
  outside(
    '/forgot-password',
    lazy(() => import('./features/identity/ForgotPasswordPage'), 'ForgotPasswordPage'),
  ),
  outside(
    '/reset-password',
    lazy(() => import('./features/identity/ResetPasswordPage'), 'ResetPasswordPage'),
  ),
  outside(
    '/confirm-email',
    lazy(() => import('./features/identity/ConfirmEmailPage'), 'ConfirmEmailPage'),
  ),
  outside(
    '/join',
    lazy(() => import('./features/identity/JoinPage'), 'JoinPage'),
  ),
  outside(
    '/register',
    lazy(() => import('./features/identity/RegisterPage'), 'RegisterPage'),
  ),
]

const app = createRoute({
  getParentRoute: () => root,
  id: 'app',
  validateSearch: (search): Search => search as Search,
  beforeLoad: ({ location }) => {
    if (!currentMe()) throw redirect({ to: isShared() ? '/switch' : '/sign-in', search: { to: location.href } })
  },
  component: Shell,
})

function page<P extends string>(path: P, component: RouteComponent) {
  return createRoute({ getParentRoute: () => app, path, component })
}

/** A page about one site: with all sites shown, one is chosen first. */
function atOneSite(Page: AsyncRouteComponent<object>): RouteComponent {
  const Gated = () => (
    <OneSite>
      <Page />
    </OneSite>
  )
  return Object.assign(Gated, { preload: Page.preload })
}

const home = createRoute({
  getParentRoute: () => app,
  path: '/',
  beforeLoad: () => {
    throw redirect({ href: firstPlace(currentMe()) })
  },
})

const pages = [
  page(
    '/board',
    lazy(() => import('./features/workshop/BoardPage'), 'BoardPage'),
  ),
  page(
    '/work-orders',
    lazy(() => import('./features/workshop/WorkOrdersPage'), 'WorkOrdersPage'),
  ),
  page(
    '/work-orders/$id',
    lazy(() => import('./features/workshop/WorkOrderPage'), 'WorkOrderPage'),
  ),
  page(
    '/my-fleet',
    lazy(() => import('./features/fleet/MyFleetPage'), 'MyFleetPage'),
  ),
  page(
    '/quotes',
    lazy(() => import('./features/quotes/QuotesPage'), 'QuotesPage'),
  ),
  page('/counter', atOneSite(lazy(() => import('./features/counter/CounterPage'), 'CounterPage'))),
  page('/my-jobs', atOneSite(lazy(() => import('./features/time/MyJobsPage'), 'MyJobsPage'))),
  page('/time', atOneSite(lazy(() => import('./features/time/TimePage'), 'TimePage'))),
  page('/reception', atOneSite(lazy(() => import('./features/workshop/ReceptionPage'), 'ReceptionPage'))),
  page('/schedule', atOneSite(lazy(() => import('./features/scheduling/SchedulePage'), 'SchedulePage'))),
  page(
    '/appointments',
    lazy(() => import('./features/scheduling/AppointmentsPage'), 'AppointmentsPage'),
  ),
  page(
    '/appointment-series',
    lazy(() => import('./features/scheduling/SeriesPage'), 'SeriesPage'),
  ),
  page(
    '/appointments/$id',
    lazy(() => import('./features/scheduling/AppointmentPage'), 'AppointmentPage'),
  ),
  page(
    '/settings/schedule',
    atOneSite(lazy(() => import('./features/scheduling/settings/ScheduleSettingsPage'), 'ScheduleSettingsPage')),
  ),
  page(
    '/bookings',
    lazy(() => import('./features/booking/BookingsPage'), 'BookingsPage'),
  ),
  page(
    '/customers',
    lazy(() => import('./features/customers/CustomersPage'), 'CustomersPage'),
  ),
  page(
    '/customer-statistics',
    lazy(() => import('./features/customers/CustomerStatisticsPage'), 'CustomerStatisticsPage'),
  ),
  page(
    '/customer-tags',
    lazy(() => import('./features/customers/TagsPage'), 'TagsPage'),
  ),
  page(
    '/customers/$id',
    lazy(() => import('./features/customers/CustomerPage'), 'CustomerPage'),
  ),
  page(
    '/vehicles',
    lazy(() => import('./features/vehicles/VehiclesPage'), 'VehiclesPage'),
  ),
  page(
    '/vehicle-statistics',
    lazy(() => import('./features/vehicles/VehicleStatisticsPage'), 'VehicleStatisticsPage'),
  ),
  page(
    '/vehicle-fields',
    lazy(() => import('./features/vehicles/CustomFieldsPage'), 'CustomFieldsPage'),
  ),
  page(
    '/vehicle-plan',
    lazy(() => import('./features/vehicles/VehiclePlanPage'), 'VehiclePlanPage'),
  ),
  page(
    '/vehicles/$id',
    lazy(() => import('./features/vehicles/VehiclePage'), 'VehiclePage'),
  ),
  page('/products', atOneSite(lazy(() => import('./features/inventory/ProductsPage'), 'ProductsPage'))),
  page('/products/$id', atOneSite(lazy(() => import('./features/inventory/ProductPage'), 'ProductPage'))),
  page('/parts', atOneSite(lazy(() => import('./features/purchasing/PartsDeskPage'), 'PartsDeskPage'))),
  page('/purchase-orders', atOneSite(lazy(() => import('./features/purchasing/OrdersPage'), 'OrdersPage'))),
  page(
    '/purchase-orders/$id',
    lazy(() => import('./features/purchasing/OrderPage'), 'OrderPage'),
  ),
  page('/store/$', atOneSite(lazy(() => import('./features/store/StorePages'), 'StorePages'))),
  page(
    '/suppliers',
    lazy(() => import('./features/purchasing/SuppliersPage'), 'SuppliersPage'),
  ),
  page(
    '/suppliers/$id',
    lazy(() => import('./features/purchasing/SupplierPage'), 'SupplierPage'),
  ),
  page(
    '/invoices',
    lazy(() => import('./features/billing/InvoicesPage'), 'InvoicesPage'),
  ),
  page(
    '/invoices/$id',
    lazy(() => import('./features/billing/InvoicePage'), 'InvoicePage'),
  ),
  page(
    '/dashboard',
    lazy(() => import('./features/reporting/DashboardPage'), 'DashboardPage'),
  ),
  page(
    '/inspections/$id',
    lazy(() => import('./features/inspections/InspectionPage'), 'InspectionPage'),
  ),
  page(
    '/inspection-templates',
    lazy(() => import('./features/inspections/TemplatesPage'), 'TemplatesPage'),
  ),
  page('/prices', atOneSite(lazy(() => import('./features/pricing/PricesPage'), 'PricesPage'))),
  page(
    '/messages',
    lazy(() => import('./features/notifications/MessagesPage'), 'MessagesPage'),
  ),
  page('/settings/site', atOneSite(lazy(() => import('./features/settings/SitePage'), 'SitePage'))),
  page(
    '/profile',
    lazy(() => import('./features/identity/profile/ProfilePage'), 'ProfilePage'),
  ),
  page(
    '/users',
    lazy(() => import('./features/identity/users/UsersPage'), 'UsersPage'),
  ),
  page(
    '/users/$id',
    lazy(() => import('./features/identity/users/UserPage'), 'UserPage'),
  ),
  page(
    '/roles',
    lazy(() => import('./features/identity/roles/RolesPage'), 'RolesPage'),
  ),
  page(
    '/roles/$id',
    lazy(() => import('./features/identity/roles/RolePage'), 'RolePage'),
  ),
  page(
    '/sites',
    lazy(() => import('./features/settings/SitesPage'), 'SitesPage'),
  ),
  page(
    '/sites/$id',
    lazy(() => import('./features/settings/SitePage'), 'OneSitePage'),
  ),
  page(
    '/api-keys',
    lazy(() => import('./features/identity/keys/ApiKeysPage'), 'ApiKeysPage'),
  ),
  page(
    '/devices',
    lazy(() => import('./features/identity/devices/DevicesPage'), 'DevicesPage'),
  ),
  page(
    '/sign-ins',
    lazy(() => import('./features/identity/sign-ins/SignInsPage'), 'SignInsPage'),
  ),
  page(
    '/audit',
    lazy(() => import('./features/audit/AuditPage'), 'AuditPage'),
  ),
  page('/imports/$kind', atOneSite(lazy(() => import('./features/imports/ImportPage'), 'ImportPage'))),
]

// Search params are plain text: "?q=0482" stays "0482".
export const router = createRouter({
  routeTree: root.addChildren([...outer, app.addChildren([home, ...pages])]),
  parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (search) => {
    const entries = Object.entries(search).filter(([, value]) => value !== undefined && value !== '')
    const text = new URLSearchParams(entries as [string, string][]).toString()
    return text ? `?${text}` : ''
  },
  defaultPreload: 'intent',
  defaultErrorComponent: PageError,
  defaultNotFoundComponent: NotFound,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
