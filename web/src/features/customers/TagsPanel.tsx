import { useNavigate } from '@tanstack/react-router'
import { App, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { errorText } from '@/api/problem'
import type { Customer } from '@/api/types'
import { useMay } from '@/app/permission'
import { CustomerTags, useCustomerTags } from '@/ui/CustomerTags'
import { useKeepRecord } from '@/ui/useRecord'
import { tagCustomer, untagCustomer } from './commands'
import { TagSelect } from './TagSelect'

/** A customer's tags: put on and taken off with one press. */
export function TagsPanel({ customer }: { customer: Customer }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const navigate = useNavigate()
  const keep = useKeepRecord<Customer>('/customers')
  const tags = useCustomerTags().data ?? []
  const mayManage = useMay('customer.write')
  const may = customer.actions.includes('update')
  const offered = tags.filter(({ id, retired }) => !retired || customer.tags.includes(id))
  const run = (work: Promise<Customer>) => work.then(keep, (error: unknown) => message.error(errorText(error)))
  if (!may && customer.tags.length === 0) return null
  return (
    <aside className="panel">
      <header className="panel-head">
        <h2 className="panel-title grow">{t('customers.tags.title')}</h2>
        {mayManage && (
          <Button size="small" type="text" onClick={() => navigate({ to: '/customer-tags' })}>
            {t('customers.tags.manage')}
          </Button>
        )}
      </header>
      <div className="panel-body stack-small">
        {may ? (
          <TagSelect
            tags={offered}
            value={customer.tags}
            label={t('customers.tags.add')}
            onAdd={(tag) => run(tagCustomer(customer.id, tag))}
            onRemove={(tag) => run(untagCustomer(customer.id, tag))}
          />
        ) : (
          <span className="row wrap">
            <CustomerTags ids={customer.tags} />
          </span>
        )}
      </div>
    </aside>
  )
}
