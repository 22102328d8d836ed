import { DeleteOutlined, SwapOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PurchaseLine, PurchaseOrder } from '@/api/types'
import { ProductSearch } from '@/features/inventory/ProductSearch'
import { Money } from '@/ui/Money'
import { MoneyInput } from '@/ui/MoneyInput'
import { Quantity } from '@/ui/Quantity'
import { ScaledInput } from '@/ui/ScaledInput'
import { Tag } from '@/ui/StatusTag'
import { addLine, removeLine, updateLine } from './commands'
import type { ChangeOrder } from './OrderPage'
import { SubstituteDialog } from './SubstituteDialog'

interface Props {
  order: PurchaseOrder
  change: ChangeOrder
}

/** What is ordered, for which job, and what of it came. */
export function OrderLines({ order, change }: Props) {
  const { t } = useTranslation()
  const open = order.actions.includes('add_line')
  const [replaced, setReplaced] = useState<PurchaseLine | null>(null)
  return (
    <section className="panel">
      <div className="table-scroll">
        <table className="table still purchase-lines">
          <thead>
            <tr>
              <th scope="col">{t('inventory.article')}</th>
              <th scope="col" className="end">
                {t('purchasing.packs')}
              </th>
              <th scope="col" className="end">
                {t('purchasing.received')}
              </th>
              <th scope="col" className="end">
                {t('purchasing.packCost')}
              </th>
              <th scope="col" className="end">
                {t('purchasing.lineCost')}
              </th>
              <th scope="col">
                <span className="visually-hidden">{t('common.remove')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {order.lines.map((line) => (
              <LineRow key={line.id} order={order} line={line} open={open} change={change} onSubstitute={setReplaced} />
            ))}
          </tbody>
        </table>
      </div>
      {order.lines.length === 0 && <p className="panel-body muted">{t('purchasing.noLines')}</p>}
      {replaced && <SubstituteDialog order={order} line={replaced} onClose={() => setReplaced(null)} />}
      {open && (
        <div className="panel-body">
          <ProductSearch
            site={order.site_id}
            autoFocus={false}
            onPick={({ id }) => change(addLine(order.id, { product_id: id, packs: 1000 }))}
          />
        </div>
      )}
    </section>
  )
}

interface RowProps extends Props {
  line: PurchaseLine
  open: boolean
  onSubstitute: (line: PurchaseLine) => void
}

function LineRow({ order, line, open, change, onSubstitute }: RowProps) {
  const { t } = useTranslation()
  return (
    <tr>
      <td>
        <Link to="/products/$id" params={{ id: line.product_id }}>
          <bdi>{line.description}</bdi>
        </Link>{' '}
        <span className="code">{line.article_number ?? line.sku}</span>
        {line.instead_of && <small className="muted">{t('purchasing.insteadOf', { name: line.instead_of })}</small>}
        <Jobs line={line} />
        {order.actions.includes('substitute') && line.outstanding > 0 && (
          <Button size="small" type="link" icon={<SwapOutlined />} onClick={() => onSubstitute(line)}>
            {t('purchasing.substitute')}
          </Button>
        )}
      </td>
      <td className="end">
        {open ? (
          <ScaledInput
            variant="filled"
            decimals={3}
            label={`${t('purchasing.packs')} ${line.description}`}
            value={line.packs}
            onCommit={(packs) => change(updateLine(order.id, line.id, { packs }))}
          />
        ) : (
          <Quantity value={line.packs} />
        )}
        {line.pack_size !== 1000 && (
          <small className="muted">
            {' = '}
            <Quantity value={line.quantity} unit={line.unit} />
          </small>
        )}
      </td>
      <td className="end">
        <Quantity value={line.received} unit={line.unit} />
        {line.over > 0 && (
          <>
            {' '}
            <Tag tone="amber">
              {t('purchasing.over')} <Quantity value={line.over} />
            </Tag>
          </>
        )}
      </td>
      <td className="end">
        {open && line.pack_cost !== null ? (
          <MoneyInput
            variant="filled"
            currency={order.currency}
            label={`${t('purchasing.packCost')} ${line.description}`}
            value={line.pack_cost}
            onCommit={(pack_cost) => change(updateLine(order.id, line.id, { pack_cost }))}
          />
        ) : (
          line.pack_cost !== null && <Money amount={line.pack_cost} currency={order.currency} />
        )}
      </td>
      <td className="end">{line.line_cost !== null && <Money amount={line.line_cost} currency={order.currency} />}</td>
      <td className="end">
        {open && (
          <Button
            type="text"
            icon={<DeleteOutlined />}
            aria-label={t('inventory.removeLine', { name: line.description })}
            onClick={() => change(removeLine(order.id, line.id))}
          />
        )}
      </td>
    </tr>
  )
}

function Jobs({ line }: { line: PurchaseLine }) {
  const { t } = useTranslation()
  if (line.jobs.length === 0) return null
  return (
    <small className="purchase-jobs">
      {t('purchasing.forJobs')}{' '}
      {line.jobs.map((job) => (
        <Link key={job.line_id} to="/work-orders/$id" params={{ id: job.work_order_id }} className="code">
          {job.order_number} × <Quantity value={job.quantity} />
        </Link>
      ))}
    </small>
  )
}
