import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { Id, Sublet, SubletInput, Sublets, WorkOrder } from '@/api/types'
import { Money } from '@/ui/Money'
import { MoneyInput } from '@/ui/MoneyInput'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { Day } from '@/ui/Time'

function useSublets(order: Id, enabled: boolean) {
  return useQuery({
    queryKey: ['work-orders', 'sublets', order],
    queryFn: ({ signal }) => api.get<Sublets>(`/work-orders/${order}/sublets`, { signal }),
    enabled,
  })
}

/** Who else works on the order, what they ask, and their invoice. */
export function SubletPanel({ order }: { order: WorkOrder }) {
  const { t } = useTranslation()
  const has = order.jobs.some(({ lines }) => lines.some(({ kind }) => kind === 'sublet'))
  const may = order.actions.includes('update') || order.state === 'closed'
  const data = useSublets(order.id, has && may).data
  const [edited, setEdited] = useState<Sublet | null>(null)
  if (!data || data.items.length === 0) return null
  return (
    <section className="panel panel-body" aria-label={t('workshop.sublet.title')}>
      <h2 className="panel-title">{t('workshop.sublet.title')}</h2>
      <ul className="covered">
        {data.items.map((row) => (
          <li key={row.line_id}>
            <div className="row wrap">
              <strong className="grow">
                <bdi>{row.description}</bdi>
              </strong>
              <Button size="small" onClick={() => setEdited(row)}>
                {t(row.number ? 'common.edit' : 'workshop.sublet.order')}
              </Button>
            </div>
            {row.number && <Ordered row={row} currency={data.currency} />}
          </li>
        ))}
      </ul>
      {edited && (
        <SubletDialog order={order.id} row={edited} currency={data.currency} onClose={() => setEdited(null)} />
      )}
    </section>
  )
}

function Ordered({ row, currency }: { row: Sublet; currency: string }) {
  const { t } = useTranslation()
  return (
    <div className="muted small">
      <span className="code">{row.number}</span> · <bdi>{row.vendor}</bdi>
      {row.cost !== null && (
        <>
          {' · '}
          {t('workshop.sublet.cost')} <Money amount={row.cost} currency={currency} />
        </>
      )}
      {row.margin !== null && (
        <>
          {' · '}
          {t('workshop.sublet.margin')} <Money amount={row.margin} currency={currency} />
        </>
      )}
      {row.expected_on && (
        <>
          {' · '}
          {t('workshop.sublet.expected')} <Day day={row.expected_on} />
        </>
      )}
      {row.vendor_invoice && (
        <>
          {' · '}
          {t('workshop.sublet.invoice')} <bdi className="code">{row.vendor_invoice}</bdi>
        </>
      )}
    </div>
  )
}

interface DialogProps {
  order: Id
  row: Sublet
  currency: string
  onClose: () => void
}

function SubletDialog({ order, row, currency, onClose }: DialogProps) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [vendor, setVendor] = useState(row.vendor ?? '')
  const [cost, setCost] = useState<number | null>(row.cost)
  const [expected, setExpected] = useState(row.expected_on ?? '')
  const [invoice, setInvoice] = useState(row.vendor_invoice ?? '')
  const [error, setError] = useState<unknown>(null)
  const save = () => {
    const body: SubletInput = {
      vendor: vendor.trim(),
      ...(cost === null ? {} : { cost }),
      expected_on: expected || null,
      vendor_invoice: invoice.trim() || null,
    }
    api
      .put<Sublet>(`/work-orders/${order}/lines/${row.line_id}/sublet`, body)
      .then(() => client.invalidateQueries({ queryKey: ['work-orders'] }))
      .then(onClose, setError)
  }
  return (
    <Modal
      open
      title={row.description}
      onCancel={onClose}
      onOk={save}
      okText={t('common.save')}
      okButtonProps={{ disabled: !vendor.trim() || (cost === null && row.number === null) }}
      cancelText={t('common.close')}
      width={460}
    >
      <div className="stack">
        <label className="field">
          {t('workshop.sublet.vendor')}
          <Input autoFocus maxLength={200} value={vendor} onChange={({ target }) => setVendor(target.value)} />
        </label>
        <div className="field">
          {t('workshop.sublet.cost')}
          <MoneyInput label={t('workshop.sublet.cost')} currency={currency} value={cost} onChange={setCost} />
        </div>
        <label className="field">
          {t('workshop.sublet.expected')}
          <Input type="date" value={expected} onChange={({ target }) => setExpected(target.value)} />
        </label>
        <label className="field">
          {t('workshop.sublet.invoice')}
          <Input maxLength={100} value={invoice} onChange={({ target }) => setInvoice(target.value)} />
        </label>
        <ProblemAlert error={error} />
      </div>
    </Modal>
  )
}
