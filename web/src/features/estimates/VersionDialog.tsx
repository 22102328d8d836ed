import { Modal, Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import type { EstimateDocument, Id } from '@/api/types'
import { ExemptionNote } from '@/features/exemptions/ExemptionNote'
import { Money } from '@/ui/Money'
import { Quantity } from '@/ui/Quantity'
import { TotalsList } from '@/ui/TotalsList'
import { useEstimate } from './queries'

/** A version as it was sent, to the last digit. */
export function VersionDialog({ id, onClose }: { id: Id; onClose: () => void }) {
  const { t } = useTranslation()
  const estimate = useEstimate(id).data
  const title = estimate ? t('estimates.version', { number: estimate.version }) : t('estimates.title')
  return (
    <Modal open title={title} width={640} onCancel={onClose} footer={null}>
      {estimate ? (
        <div className="stack">
          {estimate.document.jobs.map((job) => (
            <Job key={job.id} job={job} />
          ))}
          <TotalsList totals={estimate.document.totals} />
          {estimate.document.exemption && <ExemptionNote exemption={estimate.document.exemption} />}
          {estimate.document.notes?.map((note) => (
            <p key={note} className="estimate-note" dir="auto">
              {note}
            </p>
          ))}
          <p className="muted small estimate-hash">
            {t('estimates.hash')} <bdi dir="ltr">{estimate.hash}</bdi>
          </p>
        </div>
      ) : (
        <Skeleton active />
      )}
    </Modal>
  )
}

function Job({ job }: { job: EstimateDocument['jobs'][number] }) {
  const currency = job.totals.currency
  return (
    <section>
      <div className="row">
        <strong className="grow">
          <bdi>{job.title}</bdi>
        </strong>
        <Money amount={job.totals.total} currency={currency} />
      </div>
      <ul className="plain-list small">
        {job.lines.map((line) => (
          <li key={line.id} className="row">
            <span className="grow">
              <bdi>{line.description}</bdi>{' '}
              <span className="muted">
                <Quantity value={line.quantity} /> × <Money amount={line.unit_price} currency={currency} />
              </span>
            </span>
            <Money amount={line.net} currency={currency} />
          </li>
        ))}
      </ul>
    </section>
  )
}
