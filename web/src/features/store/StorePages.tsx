import { useParams } from '@tanstack/react-router'
import { type ComponentType, lazy, Suspense } from 'react'
import { NotFound } from '@/app/NotFound'
import { OneSite } from '@/app/OneSite'
import '@/features/purchasing/purchasing.css'
import './store.css'

const page = (load: () => Promise<{ [name: string]: ComponentType<{ id: string }> }>, name: string) =>
  lazy(async () => ({ default: (await load())[name] as ComponentType<{ id: string }> }))

const LISTS = {
  invoices: page(() => import('./InvoicesPage'), 'InvoicesPage'),
}

const RECORDS: Partial<Record<string, ComponentType<{ id: string }>>> = {
  invoices: page(() => import('./InvoicePage'), 'InvoicePage'),
}

/** The papers of the store: lists at /store/invoices, one of them at /store/invoices/<id>. */
export function StorePages() {
  const { _splat = '' } = useParams({ strict: false })
  const [kind = '', id = ''] = _splat.split('/')
  const List = (LISTS as Partial<Record<string, ComponentType<{ id: string }>>>)[kind]
  const Record = RECORDS[kind]
  if (id && Record) {
    return (
      <Suspense>
        <Record key={id} id={id} />
      </Suspense>
    )
  }
  if (!List) return <NotFound />
  return (
    <OneSite>
      <Suspense>
        <List id="" />
      </Suspense>
    </OneSite>
  )
}
