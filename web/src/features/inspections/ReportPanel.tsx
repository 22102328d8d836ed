import { useTranslation } from 'react-i18next'
import type { TechnicianInspections } from '@/api/types'
import { useListSite } from '@/app/site'
import { EmptyState } from '@/ui/EmptyState'
import { Percent } from '@/ui/Quantity'
import type { Column } from '@/ui/RowCards'
import { RowsPanel } from '@/ui/RowsPanel'
import { useInspectionReport } from './queries'

type Row = TechnicianInspections & { id: string }

/** Of the last thirty days: who inspects, what is found, and which reports are opened. */
export function ReportPanel() {
  const { t } = useTranslation()
  const query = useInspectionReport(useListSite())
  const rows = query.data?.items.map((row): Row => ({ ...row, id: row.technician_id ?? 'none' }))
  return (
    <RowsPanel<Row>
      title={t('inspections.report')}
      query={{ ...query, data: rows }}
      columns={useColumns()}
      empty={<EmptyState title={t('table.empty')} />}
    />
  )
}

function useColumns(): Column<Row>[] {
  const { t } = useTranslation()
  const figure = (key: 'orders' | 'inspected' | 'findings' | 'proposed' | 'sent' | 'opened'): Column<Row> => ({
    key,
    title: t(`inspections.figure.${key}`),
    end: true,
    render: (row) => <span className="num">{row[key]}</span>,
  })
  return [
    {
      key: 'technician',
      title: t('inspections.technician'),
      render: ({ technician_name }) => <bdi>{technician_name ?? t('inspections.nobody')}</bdi>,
    },
    figure('orders'),
    figure('inspected'),
    {
      key: 'rate',
      title: t('inspections.figure.rate'),
      end: true,
      render: ({ rate }) => <Percent value={rate} />,
    },
    figure('findings'),
    figure('proposed'),
    figure('sent'),
    figure('opened'),
  ]
}
