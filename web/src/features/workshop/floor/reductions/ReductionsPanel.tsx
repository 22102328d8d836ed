import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Job, JobCover, WorkDiscount, WorkOrder } from '@/api/types'
import { Money } from '@/ui/Money'
import { Percent } from '@/ui/Quantity'
import { CouponDialog } from './CouponDialog'
import { CoverDialog } from './CoverDialog'
import { DiscountDialog } from './DiscountDialog'

type Dialog = { of: 'order' | 'coupon' } | { of: 'discount' | 'cover'; job: Job }

/** What is taken off the order and its jobs, and who pays in the customer's place. */
export function ReductionsPanel({ order }: { order: WorkOrder }) {
  const { t } = useTranslation()
  const [dialog, setDialog] = useState<Dialog | null>(null)
  const jobs = order.jobs.filter((job) => job.authorisation.state !== 'declined' && job.lines.length > 0)
  const may = order.actions.includes('add_job') && jobs.every((job) => job.actions.includes('discount'))
  const currency = order.totals.currency
  if (jobs.length === 0 || (!may && !order.discount && !jobs.some((job) => job.discount || job.cover))) return null
  const close = () => setDialog(null)
  return (
    <section className="panel panel-body" aria-label={t('reductions.title')}>
      <h2 className="panel-title">{t('reductions.title')}</h2>
      <ul className="covered">
        <li>
          <div className="row wrap">
            <strong className="grow">{t('reductions.whole')}</strong>
            {may && (
              <>
                <Button size="small" onClick={() => setDialog({ of: 'order' })}>
                  {t('reductions.discount')}
                </Button>
                <Button size="small" onClick={() => setDialog({ of: 'coupon' })}>
                  {t('reductions.coupon')}
                </Button>
              </>
            )}
          </div>
          {order.discount && <Given discount={order.discount} currency={currency} />}
        </li>
        {jobs.map((job) => (
          <li key={job.id}>
            <div className="row wrap">
              <strong className="grow">
                <bdi>{job.title}</bdi>
              </strong>
              {job.actions.includes('discount') && (
                <Button size="small" onClick={() => setDialog({ of: 'discount', job })}>
                  {t('reductions.discount')}
                </Button>
              )}
              {job.actions.includes('cover') && (
                <Button size="small" onClick={() => setDialog({ of: 'cover', job })}>
                  {t('reductions.payer')}
                </Button>
              )}
            </div>
            {job.discount && <Given discount={job.discount} currency={currency} />}
            {job.cover && <Covered cover={job.cover} />}
          </li>
        ))}
      </ul>
      {dialog?.of === 'order' && <DiscountDialog order={order} onClose={close} />}
      {dialog?.of === 'coupon' && <CouponDialog order={order} onClose={close} />}
      {dialog?.of === 'discount' && <DiscountDialog order={order} job={dialog.job} onClose={close} />}
      {dialog?.of === 'cover' && <CoverDialog order={order} job={dialog.job} onClose={close} />}
    </section>
  )
}

function Given({ discount, currency }: { discount: WorkDiscount; currency: string }) {
  const { share, amount, reason, by, coupon } = discount
  return (
    <div className="muted small">
      − {share !== null && <Percent value={share} />}
      {amount !== null && <Money amount={amount} currency={currency} />} · <bdi>{reason}</bdi>
      {coupon && (
        <>
          {' · '}
          <bdi className="code">{coupon}</bdi>
        </>
      )}
      {' · '}
      <bdi>{by}</bdi>
    </div>
  )
}

function Covered({ cover }: { cover: JobCover }) {
  const { t } = useTranslation()
  return (
    <div className="muted small">
      {t(`reductions.cover.${cover.kind}`)}
      {cover.payer_name && (
        <>
          {' : '}
          <bdi>{cover.payer_name}</bdi>
        </>
      )}
      {' · '}
      <Percent value={cover.share} /> · <bdi>{cover.reason}</bdi>
    </div>
  )
}
