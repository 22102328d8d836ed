import {
  CalendarOutlined,
  EditOutlined,
  InboxOutlined,
  MoreOutlined,
  PhoneOutlined,
  PlusOutlined,
  RollbackOutlined,
} from '@ant-design/icons'
import { useNavigate } from '@tanstack/react-router'
import { App, Button, Dropdown } from 'antd'
import { useTranslation } from 'react-i18next'
import { errorText } from '@/api/problem'
import type { Customer } from '@/api/types'
import { useMayEverywhere } from '@/app/may'
import { useMay } from '@/app/permission'
import { saveBlob } from '@/ui/saveBlob'
import { useKeepRecord } from '@/ui/useRecord'
import { useUndo } from '@/ui/useUndo'
import type { Opened } from './CustomerPage'
import { archiveCustomer, releaseCustomer, restoreCustomer, subjectData } from './commands'

export function CustomerActions({ customer, onOpen }: { customer: Customer; onOpen: (what: Opened) => void }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { message } = App.useApp()
  const offerUndo = useUndo()
  const mayOpen = useMay('work_order.open')
  const mayBook = useMay('appointment.write')
  const keep = useKeepRecord<Customer>('/customers')
  const hands = useMayEverywhere('customer.export_subject')
  const erases = useMayEverywhere('customer.erase')
  const { id, name, actions, erased_at } = customer
  const restore = async () => keep(await restoreCustomer(id))
  const archive = async () => {
    keep(await archiveCustomer(id))
    offerUndo(t('customers.archivedDone', { name }), restore)
  }
  const run = (work: () => Promise<unknown>) => work().catch((error: unknown) => message.error(errorText(error)))
  const more = [
    { name: 'merge', label: t('customers.merge.menu'), run: () => onOpen('merge') },
    { name: 'hold', label: t('customers.hold.set'), run: () => onOpen('hold') },
    {
      name: 'release',
      label: t('customers.hold.release'),
      run: () => run(async () => keep(await releaseCustomer(id))),
    },
    { name: 'set_credit_limit', label: t('customers.hold.limit'), run: () => onOpen('limit') },
  ].filter((one) => actions.includes(one.name))
  if (hands)
    more.push({
      name: 'export_subject',
      label: t('erasure.export'),
      run: () => run(async () => saveBlob(await subjectData(id), `${name}.json`)),
    })
  if (erases && !erased_at) more.push({ name: 'erase', label: t('erasure.erase'), run: () => onOpen('erase') })
  return (
    <>
      {more.length > 0 && (
        <Dropdown
          trigger={['click']}
          menu={{ items: more.map((one) => ({ key: one.name, label: one.label, onClick: one.run })) }}
        >
          <Button icon={<MoreOutlined />} aria-label={t('customers.more')} title={t('customers.more')} />
        </Dropdown>
      )}
      {actions.includes('archive') && (
        <Button icon={<InboxOutlined />} onClick={() => run(archive)}>
          {t('customers.archive')}
        </Button>
      )}
      {actions.includes('restore') && (
        <Button icon={<RollbackOutlined />} onClick={() => run(restore)}>
          {t('customers.restore')}
        </Button>
      )}
      {actions.includes('update') && (
        <Button icon={<EditOutlined />} onClick={() => onOpen('edit')}>
          {t('common.edit')}
        </Button>
      )}
      {mayBook && !customer.archived && (
        <Button
          icon={<CalendarOutlined />}
          onClick={() => navigate({ to: '/schedule', search: { book: '1', customer: id } })}
        >
          {t('schedule.book')}
        </Button>
      )}
      {mayOpen && !customer.archived && (
        <Button icon={<PhoneOutlined />} onClick={() => navigate({ to: '/quotes', search: { new: '1', for: id } })}>
          {t('quotes.new')}
        </Button>
      )}
      {mayOpen && !customer.archived && (
        <Button
          type="primary"
          icon={<PlusOutlined />}
          onClick={() => navigate({ to: '/reception', search: { customer: id } })}
        >
          {t('customers.newOrder')}
        </Button>
      )}
    </>
  )
}
