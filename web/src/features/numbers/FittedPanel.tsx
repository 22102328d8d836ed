import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { FittedLine, FittedLines, Id, NumberInput, WorkOrder } from '@/api/types'
import { useMay } from '@/app/permission'
import { Quantity } from '@/ui/Quantity'
import { Tag } from '@/ui/StatusTag'
import { correctFitted, fitNumbers } from './commands'
import { NumberEntry } from './NumberEntry'
import { refusal } from './refusal'
import './numbers.css'

/** A line that was just given pieces with numbers; `turn` tells one time from the next. */
export interface Asked {
  line: Id
  turn: number
}

interface Props {
  order: WorkOrder
  /** The line whose number is asked for at once. */
  asked?: Asked | null
  onTold?: () => void
}

/** What an order's lines took that has numbers: which pieces it was, and how many nobody told. */
export function FittedPanel({ order, asked, onTold }: Props) {
  const { t } = useTranslation()
  const may = useMay('product.read')
  const taken = order.jobs.flatMap(({ lines }) => lines).map(({ id, part }) => `${id}:${part?.issued ?? 0}`)
  const { data } = useQuery({
    queryKey: ['fitted', order.id, order.version, taken],
    queryFn: ({ signal }) => api.get<FittedLines>('/stock/fitted', { query: { work_order: order.id }, signal }),
    enabled: may,
    placeholderData: (before) => before,
  })
  if (!data?.lines.length) return null
  return (
    <section className="panel panel-body stack" aria-label={t('numbers.fitted')}>
      <h2 className="panel-title">{t('numbers.fitted')}</h2>
      {data.lines.map((line) => (
        <Fitted key={line.line_id} line={line} asked={asked?.line === line.line_id ? asked : null} onTold={onTold} />
      ))}
    </section>
  )
}

function Fitted({ line, asked, onTold }: { line: FittedLine } & Pick<Props, 'asked' | 'onTold'>) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const client = useQueryClient()
  const may = useMay('stock.issue')
  const missing = line.quantity - line.numbered
  const done = async (change: Promise<unknown>) => {
    try {
      await change
      await Promise.all(['fitted', 'products'].map((key) => client.invalidateQueries({ queryKey: [key] })))
      return true
    } catch (error) {
      message.error(refusal(error))
      return false
    }
  }
  const tell = async (number: NumberInput) => {
    const told = await done(fitNumbers({ line_id: line.line_id, numbers: [number] }))
    if (told && (number.quantity ?? 1000) >= missing) onTold?.()
    return told
  }
  return (
    <div className="stack">
      <span>
        <bdi>{line.name}</bdi> <span className="code muted">{line.sku}</span>{' '}
        {missing > 0 && line.numbering !== 'none' && (
          <Tag tone="amber">
            {t('numbers.missing')} <Quantity value={missing} unit={line.unit} />
          </Tag>
        )}
      </span>
      <ul className="numbers">
        {line.numbers.map(({ number, quantity, by }) => (
          <li key={number}>
            <span className="code">{number}</span>
            <Quantity value={quantity} unit={line.unit} />
            <small className="muted grow">
              <bdi>{by}</bdi>
            </small>
            {may && (
              <Button
                aria-label={t('numbers.correctOf', { number })}
                onClick={() => done(correctFitted({ line_id: line.line_id, number }))}
              >
                {t('numbers.correct')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {may && missing > 0 && line.numbering !== 'none' && (
        <NumberEntry
          key={asked?.turn}
          autoFocus={Boolean(asked)}
          label={t('numbers.readOf', { name: line.name })}
          numbering={line.numbering}
          room={missing}
          onNumber={tell}
        />
      )}
    </div>
  )
}
