import { useParams } from '@tanstack/react-router'
import { type ComponentType, lazy, Suspense } from 'react'
import { NotFound } from '@/app/NotFound'
import { InvoicePage } from './InvoicePage'
import { InvoicesPage } from './InvoicesPage'
import { ReturnPage } from './ReturnPage'
import { ReturnsPage } from './ReturnsPage'
import { TakesPage } from './TakesPage'
import { TransferPage } from './TransferPage'
import { TransfersPage } from './TransfersPage'
import '@/features/purchasing/purchasing.css'

// What a camera reads, a printer prints and few people count is not waited for by those who look at papers.
const LabelsPage = lazy(async () => ({ default: (await import('./LabelsPage')).LabelsPage }))
const RecallPage = lazy(async () => ({ default: (await import('@/features/numbers/RecallPage')).RecallPage }))
const ScanPage = lazy(async () => ({ default: (await import('./ScanPage')).ScanPage }))
const TakePage = lazy(async () => ({ default: (await import('./TakePage')).TakePage }))
const MonthPage = lazy(async () => ({ default: (await import('./MonthPage')).MonthPage }))
const LocationsPage = lazy(async () => ({ default: (await import('./LocationsPage')).LocationsPage }))
const LocationPage = lazy(async () => ({ default: (await import('./LocationPage')).LocationPage }))

const LISTS: Partial<Record<string, ComponentType>> = {
  invoices: InvoicesPage,
  returns: ReturnsPage,
  transfers: TransfersPage,
  takes: TakesPage,
  locations: LocationsPage,
  month: MonthPage,
  scan: ScanPage,
  labels: LabelsPage,
  recall: RecallPage,
}

const RECORDS: Partial<Record<string, ComponentType<{ id: string }>>> = {
  invoices: InvoicePage,
  returns: ReturnPage,
  transfers: TransferPage,
  takes: TakePage,
  locations: LocationPage,
}

export { DeskPanels } from './DeskPanels'

/** The papers of the store: lists at /store/invoices, one of them at /store/invoices/<id>. */
export function StorePages() {
  const { _splat = '' } = useParams({ strict: false })
  const [kind = '', id = ''] = _splat.split('/')
  const List = LISTS[kind]
  const Record = RECORDS[kind]
  if (id ? !Record : !List) return <NotFound />
  return (
    <Suspense>
      {id && Record && <Record key={id} id={id} />}
      {!id && List && <List />}
    </Suspense>
  )
}
