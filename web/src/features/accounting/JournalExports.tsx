import { LockOutlined, SettingOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Id, JournalExport } from '@/api/types'
import { useMay } from '@/app/permission'
import { ExportButton } from '@/features/customers/ExportButton'
import { DataTable } from '@/ui/DataTable'
import { EmptyState } from '@/ui/EmptyState'
import { Money } from '@/ui/Money'
import type { Column } from '@/ui/RowCards'
import { Day, Time } from '@/ui/Time'

const ExportJournalDialog = lazy(async () => ({
  default: (await import('./ExportJournalDialog')).ExportJournalDialog,
}))
const ChartDrawer = lazy(async () => ({ default: (await import('./ChartDrawer')).ChartDrawer }))

/** What was exported and is locked, with its files. */
export function JournalExports({ site }: { site: Id }) {
  const { t } = useTranslation()
  const may = useMay('accounting.export')
  const [open, setOpen] = useState<'export' | 'chart' | null>(null)
  return (
    <>
      <div className="row wrap">
        <h2 className="section-title grow">{t('accounting.exports')}</h2>
        {may && (
          <>
            <Button icon={<SettingOutlined />} onClick={() => setOpen('chart')}>
              {t('accounting.chart')}
            </Button>
            <Button type="primary" icon={<LockOutlined />} onClick={() => setOpen('export')}>
              {t('accounting.export')}
            </Button>
          </>
        )}
      </div>
      <DataTable<JournalExport>
        path="/journal-exports"
        query={{ site }}
        columns={useColumns()}
        empty={<EmptyState title={t('accounting.noExports')} text={t('accounting.noExportsText')} />}
      />
      <Suspense fallback={null}>
        {open === 'export' && <ExportJournalDialog site={site} onClose={() => setOpen(null)} />}
        {open === 'chart' && <ChartDrawer site={site} onClose={() => setOpen(null)} />}
      </Suspense>
    </>
  )
}

function useColumns(): Column<JournalExport>[] {
  const { t } = useTranslation()
  return [
    {
      key: 'number',
      title: t('accounting.number'),
      render: ({ number }) => <strong className="code">{number}</strong>,
    },
    {
      key: 'days',
      title: t('accounting.days'),
      render: ({ from, until }) => (
        <>
          <Day day={from} /> – <Day day={until} />
        </>
      ),
    },
    {
      key: 'entries',
      title: t('accounting.entries'),
      newLine: true,
      named: true,
      render: ({ first_number, last_number }) => (
        <span className="num">
          {first_number}–{last_number}
        </span>
      ),
    },
    {
      key: 'debit',
      title: t('billing.amount'),
      end: true,
      render: ({ debit, currency }) => <Money amount={debit} currency={currency} />,
    },
    {
      key: 'by',
      title: t('accounting.by'),
      desktopOnly: true,
      render: ({ by, at }) => (
        <>
          <bdi>{by}</bdi> · <Time at={at} />
        </>
      ),
    },
    {
      key: 'file',
      title: '',
      end: true,
      render: ({ id, number }) => (
        <ExportButton
          path={`/journal-exports/${id}/file`}
          name={`journal-${number}`}
          query={{}}
          formats={['csv', 'xlsx', 'fec', 'xero', 'quickbooks']}
          label={t('accounting.fileOf', { number })}
        />
      ),
    },
  ]
}
