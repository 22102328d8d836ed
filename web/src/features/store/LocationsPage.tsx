import { PlusOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Location } from '@/api/types'
import { useMay } from '@/app/permission'
import { useSite, useSiteId } from '@/app/site'
import { type Column, DataTable } from '@/ui/DataTable'
import { EmptyState } from '@/ui/EmptyState'
import { Money } from '@/ui/Money'
import { PageHeader } from '@/ui/PageHeader'
import { useUrlState } from '@/ui/useUrlState'
import { LocationForm } from './LocationForm'
import { StoreTabs } from './StoreTabs'

/** Rooms and vans of the site: what each holds. */
export function LocationsPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const client = useQueryClient()
  const site = useSiteId()
  const [url, setUrl] = useUrlState()
  const may = useMay('product.write')
  const create = may && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setUrl({ new: '1' })}>
      {t('location.new')}
    </Button>
  )
  const made = async ({ id }: Location) => {
    await client.invalidateQueries({ queryKey: ['stock/locations'] })
    await navigate({ to: '/store/$', params: { _splat: `locations/${id}` } })
  }
  return (
    <>
      <PageHeader title={t('store.place.locations')} beside={<StoreTabs now="locations" />} actions={create} />
      <DataTable<Location>
        path="/stock/locations"
        query={{ site }}
        columns={useColumns()}
        href={({ id }) => `/store/locations/${id}`}
        empty={<EmptyState title={t('location.none')} action={create} />}
      />
      {url.new && may && <LocationForm site={site} onClose={() => setUrl({ new: undefined })} onSaved={made} />}
    </>
  )
}

function useColumns(): Column<Location>[] {
  const { t } = useTranslation()
  const currency = useSite()?.currency
  return [
    {
      key: 'name',
      title: t('location.name'),
      render: ({ name }) => (
        <strong>
          <bdi>{name}</bdi>
        </strong>
      ),
    },
    { key: 'kind', title: t('location.kindLabel'), render: ({ kind }) => t(`location.kind.${kind}`) },
    { key: 'products', title: t('location.articles'), end: true, named: true, render: ({ products }) => products },
    {
      key: 'value',
      title: t('location.value'),
      end: true,
      named: true,
      render: ({ value_cost }) =>
        value_cost === null || !currency ? '—' : <Money amount={value_cost} currency={currency} />,
    },
  ]
}
