import { Link } from '@tanstack/react-router'
import { Input, Select } from 'antd'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { LeadSource, WorkOrder } from '@/api/types'
import { useTimeZone } from '@/app/site'
import { LEAD_SOURCES } from '@/ui/leadSources'
import { Plate } from '@/ui/Plate'
import { PrintButton } from '@/ui/PrintButton'
import { Kilometres } from '@/ui/Quantity'
import { StatusTag } from '@/ui/StatusTag'
import { Age } from '@/ui/Time'
import { assign, updateWorkOrder } from './commands'
import { lastExpected, partsTooLate } from './moves'
import { OrderActions } from './OrderActions'
import { PromiseInput } from './PromiseInput'
import { PartsTooLate, PromiseTime } from './PromiseTime'
import { type ChangeOrder, useTechnicians } from './queries'
import type { Change } from './WorkOrderPage'

interface Props {
  order: WorkOrder
  change: Change
  mutation: ChangeOrder
}

export function OrderHeader({ order, change, mutation }: Props) {
  const { t } = useTranslation()
  const { vehicle } = order
  const plate = vehicle?.plate
  useEffect(() => {
    document.title = `${plate ? `${plate} · ` : ''}${order.number} · ECAR`
  }, [plate, order.number])
  return (
    <header className="panel">
      <div className="order-head">
        {vehicle && (
          <Link to="/vehicles/$id" params={{ id: vehicle.id }}>
            <Plate text={vehicle.plate} large />
          </Link>
        )}
        <div className="who">
          <div className="row wrap">
            <h1 className="code">{order.number}</h1>
            <StatusTag kind="workOrder" state={order.state} />
          </div>
          <span className="muted">
            <bdi>{vehicle?.label ?? (order.quote ? (order.quote.car ?? t('quotes.noCar')) : t('counter.sale'))}</bdi> ·{' '}
            {order.customer.id ? (
              <Link to="/customers/$id" params={{ id: order.customer.id }}>
                <bdi>{order.customer.name}</bdi>
              </Link>
            ) : (
              <bdi>{order.customer.name}</bdi>
            )}
            {order.customer.phone && (
              <>
                {' · '}
                <a href={`tel:${order.customer.phone}`} className="code">
                  <bdi dir="ltr">{order.customer.phone}</bdi>
                </a>
              </>
            )}
          </span>
        </div>
        <OrderActions order={order} change={change} mutation={mutation} />
      </div>
      {order.hold && (
        <div className="on-hold-bar">
          {t(`workshop.hold.${order.hold.reason}`)} · <Age at={order.hold.since} />
          {order.hold.note && <bdi>{order.hold.note}</bdi>}
        </div>
      )}
      {order.cancel_reason && (
        <div className="on-hold-bar">
          <bdi>{order.cancel_reason}</bdi>
        </div>
      )}
      <OrderFields order={order} change={change} />
    </header>
  )
}

/** The parts come after the day for which the car is promised. */
function PromiseRisk({ order }: { order: WorkOrder }) {
  const parts = lastExpected(order)
  const isLate = partsTooLate(order.promised_at, parts, useTimeZone())
  return isLate && parts ? <PartsTooLate day={parts} /> : null
}

type FieldsProps = Omit<Props, 'mutation'>

const usePatch =
  ({ order, change }: FieldsProps) =>
  (body: Parameters<typeof updateWorkOrder>[2]) =>
    change((now) => updateWorkOrder(order.id, (now ?? order).version, body))

/** Who does the work, until when, and where its key hangs: of a car that comes. */
function VisitFields({ order, change }: FieldsProps) {
  const { t } = useTranslation()
  const editable = order.actions.includes('update')
  const technicians = useTechnicians(order.site_id).data?.items ?? []
  const patch = usePatch({ order, change })
  return (
    <>
      <Field label={t('workshop.technician')}>
        {order.actions.includes('assign') ? (
          <Select
            allowClear
            aria-label={t('workshop.technician')}
            placeholder={t('workshop.unassigned')}
            value={order.technician?.id}
            onChange={(id?: string) => change(() => assign(order.id, id ?? null))}
            options={options(order, technicians)}
          />
        ) : (
          <bdi>{order.technician?.name ?? t('workshop.unassigned')}</bdi>
        )}
      </Field>
      <Field label={t('workshop.promise')}>
        {editable ? (
          <PromiseInput value={order.promised_at} onCommit={(promised_at) => patch({ promised_at })} />
        ) : (
          <PromiseTime at={order.promised_at} state={order.state} />
        )}
        <PromiseRisk order={order} />
      </Field>
      <Field label={t('workshop.keyTag')}>
        {editable ? (
          <Input
            key={order.key_tag}
            defaultValue={order.key_tag ?? ''}
            aria-label={t('workshop.keyTag')}
            onPressEnter={(event) => event.currentTarget.blur()}
            onBlur={({ target }) => target.value !== (order.key_tag ?? '') && patch({ key_tag: target.value || null })}
          />
        ) : (
          <bdi>{order.key_tag ?? '—'}</bdi>
        )}
      </Field>
    </>
  )
}

function OrderFields({ order, change }: FieldsProps) {
  const { t } = useTranslation()
  const editable = order.actions.includes('update')
  const patch = usePatch({ order, change })
  const isQuote = order.quote && !order.quote.converted_at
  return (
    <div className="order-fields">
      {!isQuote && <VisitFields order={order} change={change} />}
      <Field label={t('workshop.paper')}>
        <div className="row wrap">
          <PrintButton path={`/work-orders/${order.id}/pdf`}>{t('workshop.paperPlain')}</PrintButton>
          <PrintButton path={`/work-orders/${order.id}/pdf`} query={{ prices: true }}>
            {t('workshop.paperPriced')}
          </PrintButton>
        </div>
      </Field>
      <Field label={t('leadSource.label')}>
        {editable ? (
          <Select
            allowClear
            aria-label={t('leadSource.label')}
            placeholder="—"
            value={order.lead_source}
            onChange={(lead_source?: LeadSource) => patch({ lead_source: lead_source ?? null })}
            options={LEAD_SOURCES.map((value) => ({ value, label: t(`leadSource.${value}`) }))}
          />
        ) : (
          <span>{order.lead_source ? t(`leadSource.${order.lead_source}`) : '—'}</span>
        )}
      </Field>
      {!isQuote && <OdometerField order={order} />}
    </div>
  )
}

function OdometerField({ order }: { order: WorkOrder }) {
  const { t } = useTranslation()
  return (
    <Field label={t('workshop.odometer')}>
      <span>
        {order.odometer_in === null ? '—' : <Kilometres value={order.odometer_in} />}
        {order.odometer_out !== null && (
          <>
            {' → '}
            <Kilometres value={order.odometer_out} />
          </>
        )}
      </span>
    </Field>
  )
}

function Field({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div className="field">
      <span>{label}</span>
      {children}
    </div>
  )
}

/** The site's technicians, and the assigned one even when gone from the list. */
function options(order: WorkOrder, technicians: { id: string; name: string }[]) {
  const known = technicians.some(({ id }) => id === order.technician?.id)
  const all = order.technician && !known ? [...technicians, order.technician] : technicians
  return all.map(({ id, name }) => ({ value: id, label: name }))
}
