import { PlusOutlined } from '@ant-design/icons'
import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Id } from '@/api/types'
import { useMay } from '@/app/permission'
import { useSiteId } from '@/app/site'
import { DataTable } from '@/ui/DataTable'
import { EmptyState } from '@/ui/EmptyState'
import { PageHeader } from '@/ui/PageHeader'
import type { Column } from '@/ui/RowCards'
import { StateChips } from '@/ui/StateChips'
import { useUrlState } from '@/ui/useUrlState'
import { StoreTabs } from './StoreTabs'

interface Props<T extends { id: string }> {
  place: 'invoices' | 'returns' | 'transfers' | 'takes'
  /** Of the API. */
  path: string
  columns: Column<T>[]
  states: readonly string[]
  /** As states are named under `store.state`. */
  kind: string
  /** Who makes new ones. */
  needs: string
  add: string
  none: string
  /** A new one, to be filled in. */
  form: (close: () => void, saved: (id: Id) => void) => ReactNode
  before?: ReactNode
  after?: ReactNode
}

/** The papers of one kind at the site: by state, with a new one to be made in place. */
export function PapersPage<T extends { id: string }>(props: Props<T>) {
  const { place, path, columns, states, kind, needs, add, none, form, before, after } = props
  const { t } = useTranslation()
  const navigate = useNavigate()
  const site = useSiteId()
  const [url, setUrl] = useUrlState()
  const may = useMay(needs)
  const create = may && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setUrl({ new: '1' })}>
      {add}
    </Button>
  )
  const opened = (id: Id) => navigate({ to: '/store/$', params: { _splat: `${place}/${id}` } })
  return (
    <>
      <PageHeader title={t(`store.place.${place}`)} beside={<StoreTabs now={place} />} actions={create} />
      <div className="stack">
        {before}
        <DataTable<T>
          path={path}
          query={{ site, state: url.state }}
          columns={columns}
          href={(row) => `/store/${place}/${row.id}`}
          filters={<StateChips states={states} names={`store.state.${kind}`} />}
          empty={<EmptyState title={none} action={create} />}
        />
        {after}
      </div>
      {url.new && may && form(() => setUrl({ new: undefined }), opened)}
    </>
  )
}
