import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { DraftsOf, ToInvoiceTogether } from '@/api/types'
import { useMay } from '@/app/permission'
import { useSite } from '@/app/site'
import { EmptyState } from '@/ui/EmptyState'
import { Money } from '@/ui/Money'
import type { Column } from '@/ui/RowCards'
import { RowsPanel } from '@/ui/RowsPanel'
import { Tag } from '@/ui/StatusTag'
import { Time } from '@/ui/Time'
import { Words } from '@/ui/Words'
import './billing.css'

const TogetherDrawer = lazy(async () => ({ default: (await import('./TogetherDrawer')).TogetherDrawer }))
type Row = DraftsOf & { id: string }

/** Customers with several drafts that could be one invoice; who asked for that comes first. */
export function TogetherPanel() {
  const { t } = useTranslation()
  const site = useSite()?.id
  const mayIssue = useMay('invoice.issue')
  const [chosen, setChosen] = useState<DraftsOf | null>(null)
  const query = useQuery({
    queryKey: ['invoices', 'together', site],
    queryFn: ({ signal }) => api.get<ToInvoiceTogether>('/invoices/together', { query: { site }, signal }),
    enabled: site !== undefined,
  })
  const columns = useColumns()
  if (!site) return <EmptyState title={t('together.noSite')} />
  const rows = query.data?.items.map((row): Row => ({ ...row, id: `${row.customer.id} ${row.currency}` }))
  const step: Column<Row> = {
    key: 'step',
    title: '',
    end: true,
    render: (row) => (
      <Button
        type={row.wanted ? 'primary' : 'default'}
        onClick={() => setChosen(row)}
        aria-label={`${t('together.choose')} · ${row.customer.name}`}
      >
        {t('together.choose')}
      </Button>
    ),
  }
  return (
    <>
      <RowsPanel<Row>
        query={{ ...query, data: rows }}
        columns={mayIssue ? [...columns, step] : columns}
        title={t('together.title')}
        empty={<EmptyState title={t('together.empty')} text={t('together.emptyText')} />}
      />
      <Suspense fallback={null}>
        {chosen && <TogetherDrawer of={chosen} site={site} onClose={() => setChosen(null)} />}
      </Suspense>
    </>
  )
}

function useColumns(): Column<Row>[] {
  const { t } = useTranslation()
  return [
    {
      key: 'customer',
      title: t('billing.customer'),
      render: ({ customer, wanted }) => (
        <>
          <Words text={customer.name} /> {wanted && <Tag tone="blue">{t('together.wanted')}</Tag>}
        </>
      ),
    },
    {
      key: 'drafts',
      title: t('together.drafts'),
      end: true,
      named: true,
      newLine: true,
      render: ({ drafts }) => <span className="num">{drafts}</span>,
    },
    {
      key: 'oldest',
      title: t('together.oldest'),
      desktopOnly: true,
      render: ({ oldest }) => <Time at={oldest} />,
    },
    {
      key: 'net',
      title: t('totals.net'),
      end: true,
      named: true,
      render: ({ net, currency }) => (
        <strong>
          <Money amount={net} currency={currency} />
        </strong>
      ),
    },
  ]
}
