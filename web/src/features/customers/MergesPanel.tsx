import { App, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { errorText } from '@/api/problem'
import type { Customer, CustomerMerge } from '@/api/types'
import { Time } from '@/ui/Time'
import { undoMerge } from './commands'
import { useCustomersChanged, useMerges } from './queries'

/** Who became part of this customer; taken back within a day. */
export function MergesPanel({ customer }: { customer: Customer }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const changed = useCustomersChanged()
  const merges = useMerges(customer.id).data ?? []
  const undo = async (merge: CustomerMerge) => {
    await undoMerge(merge).catch((error: unknown) => message.error(errorText(error)))
    changed('vehicles', 'work-orders', 'invoices')
  }
  if (merges.length === 0) return null
  return (
    <section className="panel">
      <header className="panel-head">
        <h2 className="panel-title">{t('customers.merge.list')}</h2>
      </header>
      <ul className="contacts">
        {merges.map((merge) => (
          <li key={merge.id}>
            <span className="row wrap grow">
              <strong>
                <bdi>{merge.from_name}</bdi>
              </strong>
              <span className="muted">
                <bdi>{merge.by}</bdi> · <Time at={merge.at} />
                {merge.undone_at && ` · ${t('customers.merge.undone')}`}
              </span>
            </span>
            {merge.actions.includes('undo') && (
              <Button size="small" onClick={() => undo(merge)}>
                {t('customers.merge.undo')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
