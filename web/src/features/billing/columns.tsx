import { useTranslation } from 'react-i18next'
import type { InvoiceRow } from '@/api/types'
import type { Column } from '@/ui/DataTable'
import { Money } from '@/ui/Money'
import { Plate } from '@/ui/Plate'
import { StatusTag, Tag } from '@/ui/StatusTag'
import { Day } from '@/ui/Time'
import { Words } from '@/ui/Words'

export function useInvoiceColumns(): Column<InvoiceRow>[] {
  const { t } = useTranslation()
  return [
    {
      key: 'number',
      title: t('billing.number'),
      render: ({ number, opening }) => {
        if (number) return <strong className="code">{number}</strong>
        if (!opening) return <span className="muted">{t('billing.draft')}</span>
        return (
          <>
            <strong>
              <Words text={opening} className="code" />
            </strong>{' '}
            <Tag tone="grey">{t('billing.opening')}</Tag>
          </>
        )
      },
    },
    {
      key: 'state',
      title: t('billing.state'),
      render: ({ state, overdue }) => <StatusTag kind="invoice" state={overdue ? 'overdue' : state} />,
    },
    {
      key: 'customer',
      newLine: true,
      title: t('billing.customer'),
      render: ({ customer }) => <Words text={customer.name} />,
    },
    { key: 'plate', newLine: true, title: t('vehicles.plate'), render: ({ plate }) => plate && <Plate text={plate} /> },
    {
      key: 'order',
      title: t('billing.order'),
      desktopOnly: true,
      render: ({ work_order, po_number, is_together }) => (
        <span className="muted">
          {work_order && <span className="code">{work_order.number}</span>}
          {is_together && <Tag tone="grey">{t('together.tag')}</Tag>}{' '}
          {po_number && <Words text={po_number} className="code" />}
        </span>
      ),
    },
    {
      key: 'issuedOn',
      title: t('billing.issuedOn'),
      desktopOnly: true,
      render: ({ issued_on }) => (issued_on ? <Day day={issued_on} /> : '—'),
    },
    {
      key: 'dueOn',
      title: t('billing.dueOn'),
      desktopOnly: true,
      render: ({ due_on }) => (due_on ? <Day day={due_on} /> : '—'),
    },
    {
      key: 'total',
      title: t('totals.toPay'),
      end: true,
      desktopOnly: true,
      render: ({ total, currency }) => <Money amount={total} currency={currency} />,
    },
    {
      key: 'due',
      title: t('billing.due'),
      end: true,
      render: ({ state, due, currency }) =>
        due === 0 || state === 'draft' ? (
          <span className="muted">—</span>
        ) : (
          <strong>
            <Money amount={due} currency={currency} />
          </strong>
        ),
    },
  ]
}
