import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  type RouteComponent,
  redirect,
} from '@tanstack/react-router'
import { NotFound } from './app/NotFound'
import { PageError } from './app/PageError'
import { Shell } from './app/Shell'
import { currentMe } from './app/session'

type Search = Record<string, string | undefined>

const root = createRootRoute({ notFoundComponent: NotFound })

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search): Search => search as Search,
  beforeLoad: ({ search }) => {
    if (currentMe()) throw redirect({ href: inside(search.to) })
  },
  component: lazyRouteComponent(() => import('./features/identity/SignInPage'), 'SignInPage'),
})

/** Only addresses of this app: never "//elsewhere". */
function inside(to: string | undefined) {
  return to && /^\/(?![/\\])/.test(to) ? to : '/board'
}

const app = createRoute({
  getParentRoute: () => root,
  id: 'app',
  validateSearch: (search): Search => search as Search,
  beforeLoad: ({ location }) => {
    if (!currentMe()) throw redirect({ to: '/sign-in', search: { to: location.href } })
  },
  component: Shell,
})

function page<P extends string>(path: P, component: RouteComponent) {
  return createRoute({ getParentRoute: () => app, path, component })
}

const home = createRoute({
  getParentRoute: () => app,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/board' })
  },
})

const lazy = lazyRouteComponent
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
    '/reception',
    lazy(() => import('./features/workshop/ReceptionPage'), 'ReceptionPage'),
  ),
  page(
    '/customers',
    lazy(() => import('./features/customers/CustomersPage'), 'CustomersPage'),
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
    '/vehicles/$id',
    lazy(() => import('./features/vehicles/VehiclePage'), 'VehiclePage'),
  ),
  page(
    '/products',
    lazy(() => import('./features/inventory/ProductsPage'), 'ProductsPage'),
  ),
  page(
    '/products/$id',
    lazy(() => import('./features/inventory/ProductPage'), 'ProductPage'),
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
    '/messages',
    lazy(() => import('./features/notifications/MessagesPage'), 'MessagesPage'),
  ),
  page(
    '/settings/site',
    lazy(() => import('./features/settings/SitePage'), 'SitePage'),
  ),
  page(
    '/imports/$kind',
    lazy(() => import('./features/imports/ImportPage'), 'ImportPage'),
  ),
]

// Search params are plain text: "?q=0482" stays "0482".
export const router = createRouter({
  routeTree: root.addChildren([signIn, app.addChildren([home, ...pages])]),
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
