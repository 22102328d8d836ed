import { DeleteOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Job, Line, LineChanges, LinePart, WorkOrder } from '@/api/types'
import { PriceRule } from '@/features/pricing/PriceRule'
import { Money } from '@/ui/Money'
import { Percent, Quantity } from '@/ui/Quantity'
import { ScaledInput } from '@/ui/ScaledInput'
import { TakenOff } from '@/ui/TakenOff'
import { Day } from '@/ui/Time'
import { useUndo } from '@/ui/useUndo'
import { removeLine, restoreLine, updateLine } from './commands'
import { DiscountField } from './DiscountField'
import { LineEntry } from './LineEntry'
import { stepOf } from './lines'
import { PriceField } from './PriceField'
import { ToldPrice } from './ToldPrice'
import type { Change } from './WorkOrderPage'

interface Props {
  order: WorkOrder
  job: Job
  change: Change
}

export function JobLines({ order, job, change }: Props) {
  const { t } = useTranslation()
  const entry = job.actions.includes('add_line')
  const [withTax, setWithTax] = useState(false)
  const toggle = () => setWithTax(!withTax)
  if (job.lines.length === 0 && !entry) return null
  return (
    <table className="lines">
      <thead>
        <tr>
          <th scope="col">{t('workshop.line')}</th>
          <th scope="col" className="end narrow">
            {t('workshop.quantity')}
          </th>
          <th scope="col" className="end narrow">
            {t(withTax ? 'workshop.withTax' : 'workshop.price')}
          </th>
          <th scope="col" className="end narrow">
            {t('workshop.discount')}
          </th>
          <th scope="col" className="end">
            {t('workshop.net')}
          </th>
          <th scope="col">
            <span className="visually-hidden">{t('workshop.removeLine')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {job.lines.map((line) => (
          <LineRow key={line.id} line={line} withTax={withTax} order={order} job={job} change={change} />
        ))}
        {entry && <LineEntry withTax={withTax} onWithTax={toggle} order={order} job={job} change={change} />}
      </tbody>
    </table>
  )
}

/** What has not come of a part, and when it is expected. */
function Awaited({ part }: { part: LinePart }) {
  const { t } = useTranslation()
  return (
    <small className={part.light === 'short' ? 'parts-short' : 'parts-coming'}>
      {t(`parts.light.${part.light}`)} · <Quantity value={part.reserved} /> / <Quantity value={part.wanted} />
      {part.expected_on && (
        <>
          {' · '}
          <Day day={part.expected_on} />
        </>
      )}
    </small>
  )
}

function LineRow({ order, job, line, withTax, change }: Props & { line: Line; withTax: boolean }) {
  const { t } = useTranslation()
  const { currency } = order.totals
  const offerUndo = useUndo()
  const open = job.actions.includes('add_line') && !line.locked
  const save = (body: LineChanges) => change(() => updateLine(order.id, line.id, body))
  const remove = async () => {
    if (!(await change(() => removeLine(order.id, line.id)))) return
    const undo = () => change(() => restoreLine(order.id, line.id))
    offerUndo(t('workshop.lineRemoved', { name: line.description }), undo)
  }
  return (
    <tr className={job.authorisation.state === 'declined' ? 'struck' : undefined}>
      <td>
        <span className="description">
          <bdi>{line.description}</bdi>
          <span className="code">{line.code ?? t(`workshop.kind.${line.kind}`)}</span>
          <PriceRule line={line} />
          <TakenOff off={line.off} given={line.given} cover={job.cover?.kind} currency={order.totals.currency} />
          {line.part && line.part.light !== 'on_premises' && <Awaited part={line.part} />}
        </span>
      </td>
      <td className="end narrow">
        {open ? (
          <ScaledInput
            variant="filled"
            decimals={3}
            step={stepOf(line.unit, line.product_id)}
            value={line.quantity}
            label={t('workshop.quantity')}
            onCommit={(quantity) => save({ quantity })}
          />
        ) : (
          <Quantity value={line.quantity} unit={line.unit} />
        )}
      </td>
      <td className="end narrow">
        {open ? (
          <PriceField line={line} withTax={withTax} currency={currency} onSave={save} />
        ) : (
          <Money amount={line.unit_price} currency={currency} />
        )}
        <ToldPrice line={line} currency={currency} />
      </td>
      <td className="end narrow">
        {open ? (
          <DiscountField line={line} order={order.id} site={order.site_id} onSave={(discount) => save({ discount })} />
        ) : (
          line.discount > 0 && <Percent value={line.discount} />
        )}
      </td>
      <td className="end net">
        <Money amount={line.net} currency={order.totals.currency} />
      </td>
      <td className="end">
        {open && (
          <Button
            type="text"
            icon={<DeleteOutlined />}
            aria-label={t('workshop.removeLineOf', { name: line.description })}
            onClick={remove}
          />
        )}
      </td>
    </tr>
  )
}
