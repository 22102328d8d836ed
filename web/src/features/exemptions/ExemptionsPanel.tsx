import { PlusOutlined } from '@ant-design/icons'
import { App, Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { errorText } from '@/api/problem'
import type { Customer, CustomerExemption } from '@/api/types'
import { useMay } from '@/app/permission'
import { useCustomersChanged } from '@/features/customers/queries'
import { Tag, type Tone } from '@/ui/StatusTag'
import { Day } from '@/ui/Time'
import { useUndo } from '@/ui/useUndo'
import { addExemption, removeExemption, useExemptions } from './queries'

const ExemptionDialog = lazy(async () => ({ default: (await import('./ExemptionDialog')).ExemptionDialog }))

const TONES: Record<CustomerExemption['state'], Tone> = {
  upcoming: 'blue',
  valid: 'green',
  expiring: 'amber',
  expired: 'grey',
}

/** A customer's certificates of exemption from VAT, and how each stands. */
export function ExemptionsPanel({ customer }: { customer: Customer }) {
  const { t } = useTranslation()
  const [opened, setOpened] = useState<CustomerExemption | 'new' | null>(null)
  const found = useExemptions(customer.id).data ?? []
  const may = useMay('customer.exempt') && !customer.archived
  if (found.length === 0 && !may) return null
  return (
    <section className="panel" aria-label={t('exemptions.title')}>
      <header className="panel-head">
        <h2 className="panel-title grow">{t('exemptions.title')}</h2>
        {may && (
          <Button size="small" icon={<PlusOutlined />} onClick={() => setOpened('new')}>
            {t('exemptions.add')}
          </Button>
        )}
      </header>
      {found.length > 0 && (
        <ul className="contacts">
          {found.map((one) => (
            <Row key={one.id} customer={customer} one={one} onEdit={may ? () => setOpened(one) : undefined} />
          ))}
        </ul>
      )}
      {opened && (
        <Suspense fallback={null}>
          <ExemptionDialog
            customer={customer}
            exemption={opened === 'new' ? undefined : opened}
            onClose={() => setOpened(null)}
          />
        </Suspense>
      )}
    </section>
  )
}

interface RowProps {
  customer: Customer
  one: CustomerExemption
  onEdit?: () => void
}

function Row({ customer, one, onEdit }: RowProps) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const offerUndo = useUndo()
  const changed = useCustomersChanged()
  const { number, reason, valid_from, valid_until, state } = one
  const back = async () => {
    await addExemption(customer.id, { number, reason, valid_from, valid_until })
    changed()
  }
  const remove = async () => {
    try {
      await removeExemption(customer.id, one.id)
      changed()
      offerUndo(t('exemptions.removed', { number }), back)
    } catch (error) {
      message.error(errorText(error))
    }
  }
  return (
    <li>
      <span className="row wrap grow">
        <strong>
          <bdi>{number}</bdi>
        </strong>
        <Tag tone={TONES[state]}>{t(`exemptions.state.${state}`)}</Tag>
        <span className="muted">
          <Day day={valid_from} /> – <Day day={valid_until} />
        </span>
        <bdi className="muted">{reason}</bdi>
      </span>
      {onEdit && (
        <span className="row">
          <Button size="small" onClick={onEdit} aria-label={`${t('common.edit')}: ${number}`}>
            {t('common.edit')}
          </Button>
          <Button size="small" onClick={remove} aria-label={`${t('common.remove')}: ${number}`}>
            {t('common.remove')}
          </Button>
        </span>
      )}
    </li>
  )
}
