import { Button, type InputRef } from 'antd'
import { lazy, type Ref, Suspense, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Id, Line, LinePart, PartState, WorkOrder } from '@/api/types'
import { useMay } from '@/app/permission'
import type { Asked } from '@/features/numbers/FittedPanel'
import { LocationSelect } from '@/features/store/LocationSelect'
import { usePartsFrom } from '@/features/store/locations'
import { Quantity } from '@/ui/Quantity'
import { ScanField } from '@/ui/ScanField'
import { Tag, type Tone } from '@/ui/StatusTag'
import { OrderCores } from './OrderCores'
import { TakeBackDialog } from './TakeBackDialog'
import { useIssues } from './useIssues'
import './issues.css'

const FittedPanel = lazy(async () => ({ default: (await import('@/features/numbers/FittedPanel')).FittedPanel }))

const TONES: Record<PartState, Tone> = {
  short: 'red',
  ordered: 'amber',
  reserved: 'blue',
  issued: 'green',
  returned: 'grey',
}

/** An order's parts, and the old ones that are worth a deposit. */
export function OrderParts({ order }: { order: WorkOrder }) {
  const [asked, setAsked] = useState<Asked | null>(null)
  const scan = useRef<InputRef>(null)
  const ask = (line: Id) => setAsked((last) => ({ line, turn: (last?.turn ?? 0) + 1 }))
  return (
    <>
      <Issues order={order} scan={scan} onNumbered={ask} />
      <Suspense fallback={null}>
        <FittedPanel order={order} asked={asked} onTold={() => scan.current?.focus()} />
      </Suspense>
      <OrderCores order={order} />
    </>
  )
}

interface IssuesProps {
  order: WorkOrder
  scan: Ref<InputRef>
  /** A line was given pieces that have numbers, and nobody said which they are. */
  onNumbered: (line: Id) => void
}

/** Scanned or tapped, parts leave the shelf for the order, and may come back. */
function Issues({ order, scan, onNumbered }: IssuesProps) {
  const { t } = useTranslation()
  const may = useMay('stock.issue')
  const { issue, takeBack } = useIssues(order, onNumbered)
  const [back, setBack] = useState<Line | null>(null)
  const [place, setPlace, locations] = usePartsFrom(order.site_id)
  const lines = order.jobs.flatMap((job) => job.lines).filter(({ part }) => part)
  if (lines.length === 0) return null
  const isOpen = lines.some(({ part }) => part && part.wanted > 0)
  const give = (line: Line) => {
    if (line.part && line.part.issued > 1000) setBack(line)
    else takeBack({ line_id: line.id, location_id: place })
  }
  return (
    <section className="panel panel-body stack" aria-label={t('issue.title')}>
      <h2 className="panel-title">{t('issue.title')}</h2>
      {may && locations.length > 0 && (
        <div className="parts-from">
          <span>{t('location.partsFrom')}</span>
          <LocationSelect locations={locations} label={t('location.partsFrom')} value={place} onChange={setPlace} />
        </div>
      )}
      {may && isOpen && (
        <ScanField ref={scan} label={t('issue.scan')} onCode={(code) => issue({ code, location_id: place })} />
      )}
      <ul className="order-parts">
        {lines.map((line) => (
          <li key={line.id}>
            <span className="grow">
              <bdi>{line.description}</bdi> {line.code && <span className="code">{line.code}</span>}
              <br />
              {line.part && <Standing line={line} part={line.part} />}
            </span>
            {may && line.part && line.part.issued > 0 && (
              <Button onClick={() => give(line)} aria-label={t('issue.putBackOf', { name: line.description })}>
                {t('issue.putBack')}
              </Button>
            )}
            {may && line.part && line.part.wanted > 0 && (
              <Button
                type="primary"
                aria-label={t('issue.issueOf', { name: line.description })}
                onClick={() => issue({ line_id: line.id, location_id: place })}
              >
                {t('issue.issue')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {back && (
        <TakeBackDialog
          order={order.id}
          line={back}
          onTake={(body) => takeBack({ ...body, location_id: place })}
          onClose={() => setBack(null)}
        />
      )}
    </section>
  )
}

function Standing({ line, part }: { line: Line; part: LinePart }) {
  const { t } = useTranslation()
  return (
    <small className="muted">
      <Tag tone={TONES[part.state]}>{t(`issue.state.${part.state}`)}</Tag> <Quantity value={part.issued} /> /{' '}
      <Quantity value={line.quantity} unit={line.unit} />
    </small>
  )
}
