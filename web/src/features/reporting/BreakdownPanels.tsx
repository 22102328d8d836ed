import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BreakdownGroup, BreakdownPart } from '@/api/types'
import { ExportButton } from '@/features/customers/ExportButton'
import { Bars } from '@/ui/Bars'
import { EmptyState } from '@/ui/EmptyState'
import { Money } from '@/ui/Money'
import type { Days } from '@/ui/months'
import type { Column } from '@/ui/RowCards'
import { RowsPanel } from '@/ui/RowsPanel'
import { useLanguage } from '@/ui/useLanguage'
import { useUrlState } from '@/ui/useUrlState'
import { type By, countText, greatest, keyOf, shown } from './breakdown'
import { useBreakdown, usePartName } from './useBreakdown'

interface Props {
  by: By
  site?: string
  days: Days
}

/** Bars of a chart. */
const BARS = 8
/** Rows before one asks for all. */
const ROWS = 10

/** Who sold what, or what sold: a chart of the greatest, and all of them beside what they are made of. */
export function BreakdownPanels({ by, site, days }: Props) {
  const query = useBreakdown(by, site, days)
  return query.data?.groups.map((group) => (
    <Parts key={group.currency} by={by} group={group} site={site} days={days} query={query} />
  ))
}

interface PartsProps extends Props {
  group: BreakdownGroup
  query: { error: unknown; refetch: () => unknown }
}

function Parts({ by, group, site, days, query }: PartsProps) {
  const { t } = useTranslation()
  const [url] = useUrlState()
  const [all, setAll] = useState(false)
  const { currency, parts } = group
  const nameOf = usePartName(by)
  const columns = useColumns(by, group)
  return (
    <section className="stack" aria-label={t(`breakdowns.title.${by}`)}>
      {parts.length > 0 && (
        <Bars
          title={t(`breakdowns.title.${by}`)}
          bars={greatest(parts, BARS).map((part) => ({
            label: nameOf(part),
            count: part.counts.sales,
            text: <Money amount={part.counts.sales} currency={currency} />,
          }))}
          extra={<p className="muted">{t(`breakdowns.hint.${by}`)}</p>}
        />
      )}
      <RowsPanel<BreakdownPart>
        title={parts.length > 0 ? t(`breakdowns.all.${by}`) : t(`breakdowns.title.${by}`)}
        action={
          <ExportButton
            path={`/reports/breakdowns/${by}/export`}
            name={`${by}-${days.from}-${days.until}`}
            query={{ site, ...days }}
            label={t(`breakdowns.export.${by}`)}
          />
        }
        query={{ ...query, data: parts }}
        rows={all ? parts : parts.slice(0, ROWS)}
        columns={columns}
        href={({ id }) => ({ to: '/dashboard', search: { ...url, part: keyOf(by, currency, id) } })}
        empty={<EmptyState title={t('breakdowns.none')} text={t(`breakdowns.noneText.${by}`)} />}
      />
      {!all && parts.length > ROWS && (
        <div className="more">
          <Button onClick={() => setAll(true)}>{t('breakdowns.more', { count: parts.length })}</Button>
        </div>
      )}
    </section>
  )
}

function useColumns(by: By, group: BreakdownGroup): Column<BreakdownPart>[] {
  const { t } = useTranslation()
  const language = useLanguage()
  const nameOf = usePartName(by)
  const counts = shown(by, group).map((count, place) => ({
    key: count,
    title: t(`breakdowns.counts.${count}`),
    end: true,
    named: true,
    newLine: place % 2 === 0,
    render: (part: BreakdownPart) => (
      <bdi className="num">{countText(part.counts, count, group.currency, language)}</bdi>
    ),
  }))
  return [
    {
      key: 'name',
      title: t(`breakdowns.name.${by}`),
      render: (part) => (
        <strong>
          <bdi>{nameOf(part)}</bdi>
        </strong>
      ),
    },
    ...counts,
  ]
}
