import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { DocumentChain, DocumentChains, Id } from '@/api/types'
import { CopyButton } from '@/ui/CopyField'
import type { Column } from '@/ui/RowCards'
import { RowsPanel } from '@/ui/RowsPanel'

type Row = DocumentChain & { id: string }

/** The heads of the chains of issued documents, to be noted somewhere else: `ecar verify` checks them. */
export function ChainsPanel({ site }: { site: Id }) {
  const { t } = useTranslation()
  const query = useQuery({
    queryKey: ['document-chains', site],
    queryFn: ({ signal }) => api.get<DocumentChains>('/document-chains', { query: { site }, signal }),
  })
  const columns = useColumns()
  const rows = query.data?.items.map((row): Row => ({ ...row, id: row.series }))
  if (rows?.length === 0) return null
  return (
    <RowsPanel<Row>
      query={{ ...query, data: rows }}
      columns={columns}
      title={t('accounting.chains')}
      filters={<p className="muted">{t('accounting.chainsHint')}</p>}
      empty={null}
    />
  )
}

function useColumns(): Column<Row>[] {
  const { t } = useTranslation()
  return [
    {
      key: 'series',
      title: t('accounting.series'),
      render: ({ series }) => <strong className="code">{series}</strong>,
    },
    {
      key: 'documents',
      title: t('accounting.numbers'),
      end: true,
      named: true,
      render: ({ documents }) => <span className="num">{documents}</span>,
    },
    {
      key: 'hash',
      title: t('accounting.head'),
      newLine: true,
      render: ({ series, documents, hash }) => (
        <span className="row">
          <span className="code">{hash.slice(0, 16)}…</span>
          <CopyButton text={`${series}:${documents}:${hash}`} />
        </span>
      ),
    },
  ]
}
