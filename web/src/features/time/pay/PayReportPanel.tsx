import { Tooltip } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Amount, Id, PayReport, PaySum } from '@/api/types'
import { EmptyState } from '@/ui/EmptyState'
import { Money } from '@/ui/Money'
import type { Column } from '@/ui/RowCards'
import { RowsPanel } from '@/ui/RowsPanel'
import { useLanguage } from '@/ui/useLanguage'
import { formatHours, formatSold } from '../hours'
import type { Period } from '../queries'
import { usePayReport } from './queries'

interface Row {
  id: Id
  name: string
  pay: PaySum
  bare: boolean
}

/** What everybody earned, part by part, with the total below. */
export function PayReportPanel({ site, period }: { site: Id; period: Period }) {
  const { t } = useTranslation()
  const query = usePayReport(site, period)
  return (
    <RowsPanel<Row>
      title={t('time.pay.report')}
      query={{ data: query.data && rows(query.data, t('time.all')), error: query.error, refetch: query.refetch }}
      columns={useColumns(query.data?.currency ?? 'TND')}
      empty={<EmptyState title={t('time.noReport')} />}
    />
  )
}

function rows({ people, total }: PayReport, all: string): Row[] {
  const each = people.map(({ user, pay, has_terms }) => ({ id: user.id, name: user.name, pay, bare: !has_terms }))
  return each.length > 1 ? [...each, { id: 'total', name: all, pay: total, bare: false }] : each
}

/** Parts of the pay, with what each is counted from. */
const PARTS = ['hourly', 'flat_rate', 'back_flag', 'labour_commission', 'parts_commission'] as const

function useColumns(currency: string): Column<Row>[] {
  const { t } = useTranslation()
  const language = useLanguage()
  const sold = (thousandths: number) => t('time.shares.hours', { hours: formatSold(thousandths, language) })
  const basis = (pay: PaySum) => ({
    hourly: formatHours(pay.attended),
    flat_rate: sold(pay.sold),
    back_flag: sold(pay.taken_back),
    labour_commission: <Money amount={pay.labour_net} currency={currency} />,
    parts_commission: <Money amount={pay.parts_net} currency={currency} />,
  })
  const money = (amount: Amount) => (amount === 0 ? '—' : <Money amount={amount} currency={currency} />)
  return [
    {
      key: 'name',
      title: t('time.person'),
      render: ({ name, bare }) => (
        <>
          <bdi>{name}</bdi>
          {bare && <div className="muted small">{t('time.pay.noTerms')}</div>}
        </>
      ),
    },
    ...PARTS.map(
      (part): Column<Row> => ({
        key: part,
        title: t(`time.pay.part.${part}`),
        end: true,
        named: true,
        render: ({ pay }) => (
          <Tooltip title={basis(pay)[part]}>
            <span>{money(pay[part])}</span>
          </Tooltip>
        ),
      }),
    ),
    {
      key: 'total',
      title: t('time.pay.total'),
      end: true,
      named: true,
      render: ({ pay }) => (
        <strong>
          <Money amount={pay.total} currency={currency} />
        </strong>
      ),
    },
  ]
}
