import { CloseOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert, Button, Form, Input } from 'antd'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { Page, Vehicle } from '@/api/types'
import { DuplicateWarning } from '@/features/customers/DuplicateWarning'
import { CustomerBanner } from '@/ui/CustomerBanner'
import { Plate } from '@/ui/Plate'
import { useOpenOrdersOf } from './queries'
import { asFound, type Found } from './reception'

interface Props {
  found: Found
  onFound: (found: Found) => void
}

export function CustomerPart({ found, onFound }: Props) {
  const { t } = useTranslation()
  const required = [{ required: true, whitespace: true, message: t('form.required') }]
  return (
    <section className="panel panel-body">
      <h2 className="panel-title">{t(found.customer ? 'reception.customer' : 'reception.newCustomer')}</h2>
      {found.customer ? (
        <>
          <CustomerBanner id={found.customer.id} />
          <Chosen label={t('reception.change')} onRemove={() => onFound({ customer: null, vehicle: null })}>
            <bdi>{found.customer.name}</bdi>
          </Chosen>
        </>
      ) : (
        <>
          <Form.Item name={['customer', 'name']} label={t('reception.name')} rules={required}>
            <Input autoComplete="off" dir="auto" />
          </Form.Item>
          <Form.Item name={['customer', 'phone']} label={t('reception.phone')}>
            <Input autoComplete="off" dir="ltr" inputMode="tel" />
          </Form.Item>
          <Known onFound={onFound} />
        </>
      )}
    </section>
  )
}

/** Somebody with this number or nearly this name is there already: taken with one press. */
function Known({ onFound }: Pick<Props, 'onFound'>) {
  const { t } = useTranslation()
  const form = Form.useFormInstance()
  const name = Form.useWatch(['customer', 'name'], form)
  const phone = Form.useWatch(['customer', 'phone'], form)
  return (
    <DuplicateWarning
      typed={{ name, phone }}
      action={({ id, name, archived }) =>
        !archived && (
          <Button size="small" onClick={() => onFound({ customer: { id, name }, vehicle: null })}>
            {t('customers.duplicate.take')}
          </Button>
        )
      }
    />
  )
}

export function VehiclePart({ found, onFound }: Props) {
  const { t } = useTranslation()
  const required = [{ required: true, whitespace: true, message: t('form.required') }]
  return (
    <section className="panel panel-body">
      <h2 className="panel-title">{t(found.vehicle ? 'reception.vehicle' : 'reception.newVehicle')}</h2>
      {found.vehicle ? (
        <>
          <Chosen label={t('reception.change')} onRemove={() => onFound({ ...found, vehicle: null })}>
            <Plate text={found.vehicle.plate} large /> <bdi>{found.vehicle.label}</bdi>
          </Chosen>
          <OpenOrders vehicle={found.vehicle.id} />
        </>
      ) : (
        <>
          {found.customer && <OwnVehicles customer={found.customer} onFound={onFound} />}
          <Form.Item name={['vehicle', 'plate']} label={t('reception.plate')} rules={required}>
            <Input autoComplete="off" dir="ltr" className="plate-input" placeholder="215 TU 4821" />
          </Form.Item>
          <div className="reception-row">
            <Form.Item name={['vehicle', 'make']} label={t('reception.make')} rules={required}>
              <Input autoComplete="off" />
            </Form.Item>
            <Form.Item name={['vehicle', 'model']} label={t('reception.model')} rules={required}>
              <Input autoComplete="off" />
            </Form.Item>
          </div>
        </>
      )}
    </section>
  )
}

interface ChosenProps {
  label: string
  onRemove: () => void
  children: React.ReactNode
}

function Chosen({ label, onRemove, children }: ChosenProps) {
  return (
    <div className="chosen">
      <span className="row wrap grow">{children}</span>
      <Button type="text" icon={<CloseOutlined />} aria-label={label} title={label} onClick={onRemove} />
    </div>
  )
}

/** The customer's cars, one press each; the first has the focus. */
function OwnVehicles({ customer, onFound }: { customer: { id: string; name: string }; onFound: Props['onFound'] }) {
  const { t } = useTranslation()
  const list = useQuery({
    queryKey: ['vehicles', 'list', { owner: customer.id }],
    queryFn: ({ signal }) => api.get<Page<Vehicle>>('/vehicles', { query: { owner: customer.id }, signal }),
  })
  const vehicles = list.data?.items ?? []
  const first = vehicles[0]?.id
  useEffect(() => {
    if (first) document.getElementById(`own-${first}`)?.focus()
  }, [first])
  if (vehicles.length === 0) return null
  return (
    <fieldset className="own-vehicles">
      <legend>{t('reception.ownVehicles')}</legend>
      {vehicles.map((vehicle) => (
        <button
          key={vehicle.id}
          id={`own-${vehicle.id}`}
          type="button"
          className="own-vehicle"
          onClick={() => onFound({ customer, vehicle: asFound(vehicle) })}
        >
          <Plate text={vehicle.plate.text} /> <bdi>{`${vehicle.make} ${vehicle.model}`}</bdi>
        </button>
      ))}
    </fieldset>
  )
}

/** Said before a second order is opened for the same car. */
function OpenOrders({ vehicle }: { vehicle: string }) {
  const { t } = useTranslation()
  const orders = useOpenOrdersOf(vehicle).data?.items ?? []
  if (orders.length === 0) return null
  const links = orders.map(({ id, number, title, state }) => (
    <div key={id}>
      <Link to="/work-orders/$id" params={{ id }}>
        <span className="code">{number}</span>
      </Link>{' '}
      · <bdi>{title}</bdi> · {t(`state.workOrder.${state}`)}
    </div>
  ))
  return (
    <Alert type="warning" showIcon title={t('reception.alreadyOpen')} description={links} className="already-open" />
  )
}
