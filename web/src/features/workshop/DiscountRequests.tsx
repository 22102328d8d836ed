import { CheckOutlined, CloseOutlined, RollbackOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { App, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { errorText } from '@/api/problem'
import type { DiscountRequest, Id } from '@/api/types'
import { FormDialog } from '@/ui/FormDialog'
import { Money } from '@/ui/Money'
import { Percent } from '@/ui/Quantity'
import { Age } from '@/ui/Time'
import { useDecideDiscount, useDiscountRequests, useDiscountsToDecide } from './requests'
import './requests.css'

/** Discounts that were asked for on an order. */
export const OrderDiscountRequests = ({ order }: { order: Id }) => (
  <Requests requests={useDiscountRequests({ work_order: order })} />
)

/** Discounts that wait for this person's word, above a list. */
export const DiscountRequests = () => <Requests requests={useDiscountsToDecide()} above />

/** Each is decided where it is read. Nothing without any. */
function Requests({ requests, above = false }: { requests: DiscountRequest[]; above?: boolean }) {
  const { t } = useTranslation()
  const [refusing, setRefusing] = useState<DiscountRequest | null>(null)
  if (requests.length === 0) return null
  return (
    <section
      className={`panel panel-body discount-requests${above ? ' above' : ''}`}
      aria-label={t('reductions.requests')}
    >
      <h2 className="panel-title">{t('reductions.requests')}</h2>
      <ul>
        {requests.map((request) => (
          <Request key={request.id} request={request} linked={above} onRefuse={() => setRefusing(request)} />
        ))}
      </ul>
      {refusing && <RefuseDialog request={refusing} onClose={() => setRefusing(null)} />}
    </section>
  )
}

interface RequestProps {
  request: DiscountRequest
  linked: boolean
  onRefuse: () => void
}

function Request({ request, linked, onRefuse }: RequestProps) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const decide = useDecideDiscount()
  const go = (step: 'grant' | 'withdraw') =>
    decide.mutate(
      { id: request.id, step },
      {
        onSuccess: () => message.success(t(step === 'grant' ? 'reductions.granted' : 'reductions.withdrawn')),
        onError: (refusal) => message.error(errorText(refusal)),
      },
    )
  const may = (action: string) => request.actions.includes(action)
  return (
    <li>
      <div className="grow">
        <div>
          <bdi>{t('reductions.by', { name: request.asked_by })}</bdi>{' '}
          <strong>
            <Size request={request} />
          </strong>{' '}
          · <bdi>{request.title ?? t('reductions.forWhole')}</bdi>
        </div>
        {linked && (
          <div>
            <Link to="/work-orders/$id" params={{ id: request.work_order_id }} className="code">
              {request.work_order}
            </Link>{' '}
            <bdi>{request.customer}</bdi>
          </div>
        )}
        <div className="muted">
          <bdi>« {request.reason} »</bdi> {request.asked_at && <Age at={request.asked_at} />}
        </div>
      </div>
      <div className="row wrap">
        {may('grant') && (
          <Button type="primary" icon={<CheckOutlined />} loading={decide.isPending} onClick={() => go('grant')}>
            {t('reductions.grant')}
          </Button>
        )}
        {may('refuse') && (
          <Button icon={<CloseOutlined />} onClick={onRefuse}>
            {t('reductions.refuse')}
          </Button>
        )}
        {may('withdraw') && !may('grant') && (
          <Button icon={<RollbackOutlined />} loading={decide.isPending} onClick={() => go('withdraw')}>
            {t('reductions.withdraw')}
          </Button>
        )}
        {request.actions.length === 0 && <span className="muted">{t('reductions.waits')}</span>}
      </div>
    </li>
  )
}

function Size({ request: { share, amount, currency } }: { request: DiscountRequest }) {
  return share === null ? <Money amount={amount ?? 0} currency={currency} /> : <Percent value={share} />
}

function RefuseDialog({ request, onClose }: { request: DiscountRequest; onClose: () => void }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const decide = useDecideDiscount()
  const [form] = Form.useForm<{ word?: string }>()
  const refuse = async ({ word }: { word?: string }) => {
    await decide.mutateAsync({ id: request.id, step: 'refuse', word: word || undefined })
    message.success(t('reductions.refused'))
  }
  return (
    <FormDialog
      title={t('reductions.refuseTitle')}
      form={form}
      ok={t('reductions.refuse')}
      onSave={refuse}
      onClose={onClose}
    >
      <Form.Item name="word" label={t('reductions.word')}>
        <Input maxLength={200} autoFocus />
      </Form.Item>
    </FormDialog>
  )
}
