import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { App, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import { errorText } from '@/api/problem'
import type { Page, StoreCore } from '@/api/types'
import { useMay } from '@/app/permission'
import { decideCore } from '@/features/issues/commands'
import { Money } from '@/ui/Money'
import { Plate } from '@/ui/Plate'
import { Tag, type Tone } from '@/ui/StatusTag'
import { Age } from '@/ui/Time'
import { CoreCreditForm, SendCoreForm } from './CoreForms'

const TONES: Record<StoreCore['state'], Tone> = {
  expected: 'amber',
  in_hand: 'blue',
  kept: 'grey',
  sent: 'violet',
  credited: 'green',
}

/** Old parts that are expected, lie here or wait for their credit; what stands longest first. */
export function CoresPanel({ site }: { site: string }) {
  const { t } = useTranslation()
  const { data } = useQuery({
    queryKey: ['cores', site],
    queryFn: ({ signal }) => api.get<Page<StoreCore>>('/cores', { query: { site, limit: 100 }, signal }),
  })
  if (!data?.items.length) return null
  return (
    <section className="panel" aria-label={t('core.open')}>
      <header className="panel-head">
        <h2 className="panel-title grow">{t('core.open')}</h2>
        <span className="muted">{data.items.length}</span>
      </header>
      <ul className="stock-sites">
        {data.items.map((core) => (
          <CoreRow key={core.line_id} core={core} />
        ))}
      </ul>
    </section>
  )
}

function CoreRow({ core }: { core: StoreCore }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const client = useQueryClient()
  const mayTakeIn = useMay('stock.issue')
  const [form, setForm] = useState<'send' | 'credit' | null>(null)
  const takeIn = () =>
    decideCore(core.work_order_id, { line_id: core.line_id, decision: 'in_hand' }).then(
      () => client.invalidateQueries({ queryKey: ['cores'] }),
      (error: unknown) => message.error(errorText(error)),
    )
  return (
    <li className="stock-site">
      <span>
        <bdi>{core.description}</bdi> <span className="code">{core.sku}</span>{' '}
        <Tag tone={TONES[core.state]}>{t(`core.state.${core.state}`)}</Tag>
        <br />
        <small>
          <Age at={core.since} /> · <Money amount={core.charge} currency={core.currency} /> ·{' '}
          <Link to="/work-orders/$id" params={{ id: core.work_order_id }} className="code">
            {core.order_number}
          </Link>{' '}
          <Plate text={core.vehicle_plate} /> <bdi>{core.supplier?.name ?? core.customer_name}</bdi>
        </small>
      </span>
      <span className="row wrap">
        {mayTakeIn && core.state === 'expected' && <Button onClick={takeIn}>{t('core.takeIn')}</Button>}
        {core.actions.includes('send') && <Button onClick={() => setForm('send')}>{t('core.send')}</Button>}
        {core.actions.includes('credit') && <Button onClick={() => setForm('credit')}>{t('core.credit')}</Button>}
      </span>
      {form === 'send' && <SendCoreForm core={core} onClose={() => setForm(null)} />}
      {form === 'credit' && <CoreCreditForm core={core} onClose={() => setForm(null)} />}
    </li>
  )
}
