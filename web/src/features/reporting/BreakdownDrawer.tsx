import { Drawer } from 'antd'
import { useTranslation } from 'react-i18next'
import type { BreakdownRow, Id } from '@/api/types'
import { type Column, DataTable } from '@/ui/DataTable'
import { EmptyState } from '@/ui/EmptyState'
import { Facts } from '@/ui/Facts'
import type { Days } from '@/ui/months'
import { formatDay } from '@/ui/time'
import { useLanguage } from '@/ui/useLanguage'
import { usePhone } from '@/ui/usePhone'
import { type By, type Count, countText, known } from './breakdown'
import { target } from './documents'
import { useBreakdown, usePartName } from './useBreakdown'

interface Props {
  by: By
  id: Id
  currency: string
  site?: string
  days: Days
  onClose: () => void
}

const COLUMNS: Record<By, Count[]> = {
  technician: ['sales', 'billed', 'worked', 'attended'],
  service: ['sales', 'billed', 'margin'],
}

/** What one technician or one service did in the period, and each document of which it is. */
export function BreakdownDrawer({ by, id, currency, site, days, onClose }: Props) {
  const { t } = useTranslation()
  const phone = usePhone()
  const language = useLanguage()
  const group = useBreakdown(by, site, days).data?.groups.find((group) => group.currency === currency)
  const part = group?.parts.find((part) => part.id === id)
  const name = usePartName(by)(part)
  const facts =
    part &&
    known(part.counts).map((count) => ({
      label: t(`breakdowns.counts.${count}`),
      value: <bdi className="num">{countText(part.counts, count, currency, language)}</bdi>,
    }))
  return (
    <Drawer open onClose={onClose} title={<bdi>{name}</bdi>} size={phone ? '100%' : 860}>
      <div className="stack">
        {facts && (
          <section className="panel panel-body" aria-label={name}>
            <Facts facts={facts} />
          </section>
        )}
        <h2 className="panel-title">{t('reports.rows')}</h2>
        <DataTable<BreakdownRow>
          path={`/reports/breakdowns/${by}/${id}/rows`}
          query={{ site, ...days }}
          columns={useColumns(by, currency, group?.total.cost !== null)}
          href={target}
          empty={<EmptyState title={t('reports.noRows')} text={t('reports.noRowsText')} />}
        />
      </div>
    </Drawer>
  )
}

function useColumns(by: By, currency: string, costs: boolean): Column<BreakdownRow>[] {
  const { t } = useTranslation()
  const language = useLanguage()
  const counts = COLUMNS[by].filter((count) => costs || count !== 'margin')
  return [
    {
      key: 'number',
      title: t('reports.number'),
      render: (row) => <bdi>{row.number || t('reports.kinds.time')}</bdi>,
    },
    { key: 'label', title: t('reports.whose'), render: (row) => <bdi>{row.label}</bdi> },
    { key: 'day', title: t('reports.day'), render: (row) => formatDay(row.day, language) },
    ...counts.map((count) => ({
      key: count,
      title: t(`breakdowns.counts.${count}`),
      end: true,
      named: true,
      render: (row: BreakdownRow) => (
        <bdi className="num">{row.counts[count] ? countText(row.counts, count, currency, language) : ''}</bdi>
      ),
    })),
  ]
}
