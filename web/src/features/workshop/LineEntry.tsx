import { PlusOutlined } from '@ant-design/icons'
import { Button, type InputRef } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Job, WorkOrder } from '@/api/types'
import { limitAt } from '@/app/may'
import { useMe } from '@/app/session'
import { Combobox } from '@/ui/Combobox'
import { currencyDecimals } from '@/ui/currency'
import { ScaledInput } from '@/ui/ScaledInput'
import { formatScaled } from '@/ui/scaled'
import { useLanguage } from '@/ui/useLanguage'
import { addLine } from './commands'
import { type Draft, stepOf, toInput } from './lines'
import { useUsedParts } from './usedParts'
import { useLineOptions } from './useLineOptions'
import type { Change } from './WorkOrderPage'

interface Props {
  order: WorkOrder
  job: Job
  change: Change
  /** A price that is typed is told with tax. */
  withTax: boolean
  onWithTax: () => void
}

/** The empty row at the foot of a job: code or words, Enter, quantity, Enter, and the next. */
export function LineEntry({ order, job, change, withTax, onWithTax }: Props) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const [draft, setDraft] = useState<Draft | null>(null)
  const words = useRef<InputRef>(null)
  const quantity = useRef<InputRef>(null)
  const [touched, setTouched] = useState(false)
  const used = useUsedParts(order, job, touched)
  const { options, waiting } = useLineOptions(order, draft ? '' : text, draft ? [] : used)
  const { currency } = order.totals
  const limit = limitAt(useMe(), order.site_id)
  const below = t('workshop.belowList', { percent: formatScaled(limit ?? 0, 2, useLanguage()) })
  const price = withTax && !draft?.typed ? undefined : draft?.unit_price
  const free = draft !== null && price === undefined

  const name = t(withTax ? 'workshop.withTax' : 'workshop.price')

  useEffect(() => {
    if (draft?.name) quantity.current?.focus()
  }, [draft?.name])

  const pick = (next: Draft) => {
    setDraft(next)
    setText(next.code ? `${next.code}  ${next.name}` : next.name)
  }
  const add = async () => {
    if (!draft || draft.quantity <= 0) return
    const input = toInput(draft, withTax)
    setDraft(null)
    setText('')
    words.current?.focus()
    // Refused: what was typed comes back.
    if (!(await change(() => addLine(order.id, job.id, input)))) pick(draft)
  }
  return (
    <tr className="entry">
      <td onFocus={() => setTouched(true)}>
        <Combobox
          idle
          ref={words}
          label={t('workshop.addLine')}
          placeholder={t('workshop.addLinePlaceholder')}
          prefix={<PlusOutlined />}
          autoFocus={job.lines.length === 0 && order.jobs[0]?.id === job.id}
          text={text}
          onText={(next) => {
            setText(next)
            setDraft(null)
          }}
          options={options}
          waiting={waiting}
          onPick={pick}
        />
      </td>
      <td className="narrow">
        <ScaledInput
          ref={quantity}
          decimals={3}
          step={draft ? stepOf(draft.unit, draft.product_id) : undefined}
          disabled={!draft}
          value={draft?.quantity ?? null}
          label={t('workshop.quantity')}
          onChange={(value) => setDraft((now) => now && { ...now, quantity: value ?? 0 })}
          onEnter={add}
        />
      </td>
      <td className="narrow">
        <ScaledInput
          fixed={!free}
          decimals={currencyDecimals(currency)}
          disabled={!draft}
          value={price ?? null}
          label={limit === null || free ? name : `${name} (${below})`}
          onChange={(value) => setDraft((now) => now && { ...now, unit_price: value ?? undefined, typed: true })}
          onEnter={add}
        />
      </td>
      <td className="narrow">
        <Button size="small" type={withTax ? 'primary' : 'default'} aria-pressed={withTax} onClick={onWithTax}>
          {t('workshop.withTax')}
        </Button>
      </td>
      <td className="end net" />
      <td className="end">
        <Button
          type="text"
          disabled={!draft}
          icon={<PlusOutlined />}
          aria-label={t('workshop.addLine')}
          onClick={add}
        />
      </td>
    </tr>
  )
}
