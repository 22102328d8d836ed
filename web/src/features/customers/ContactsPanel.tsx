import { PlusOutlined } from '@ant-design/icons'
import { App, Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { errorText } from '@/api/problem'
import type { Contact, Customer } from '@/api/types'
import { useSite } from '@/app/site'
import { Money } from '@/ui/Money'
import { Tag } from '@/ui/StatusTag'
import { useUndo } from '@/ui/useUndo'
import { addContact, removeContact } from './commands'
import { useContacts, useCustomersChanged } from './queries'

const ContactDialog = lazy(async () => ({ default: (await import('./ContactDialog')).ContactDialog }))

/** Whom to ask for at a customer, and about what. */
export function ContactsPanel({ customer }: { customer: Customer }) {
  const { t } = useTranslation()
  const [opened, setOpened] = useState<Contact | 'new' | null>(null)
  const contacts = useContacts(customer.id).data ?? []
  const may = customer.actions.includes('update')
  if (contacts.length === 0 && !may) return null
  return (
    <section className="panel">
      <header className="panel-head">
        <h2 className="panel-title grow">{t('customers.contacts.title')}</h2>
        {may && (
          <Button size="small" icon={<PlusOutlined />} onClick={() => setOpened('new')}>
            {t('customers.contacts.add')}
          </Button>
        )}
      </header>
      {contacts.length === 0 ? (
        <p className="panel-body muted">{t('customers.contacts.empty')}</p>
      ) : (
        <ul className="contacts">
          {contacts.map((contact) => (
            <ContactRow
              key={contact.id}
              customer={customer}
              contact={contact}
              onEdit={may ? () => setOpened(contact) : undefined}
            />
          ))}
        </ul>
      )}
      {opened && (
        <Suspense fallback={null}>
          <ContactDialog
            customer={customer}
            contact={opened === 'new' ? undefined : opened}
            onClose={() => setOpened(null)}
          />
        </Suspense>
      )}
    </section>
  )
}

interface RowProps {
  customer: Customer
  contact: Contact
  onEdit?: () => void
}

function ContactRow({ customer, contact, onEdit }: RowProps) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const offerUndo = useUndo()
  const changed = useCustomersChanged()
  const currency = useSite()?.currency
  const { id: _, phone_display, ...rest } = contact
  const back = async () => {
    await addContact(customer.id, rest)
    changed()
  }
  const remove = async () => {
    try {
      await removeContact(customer.id, contact.id)
      changed()
      offerUndo(t('customers.contacts.removed', { name: contact.name }), back)
    } catch (error) {
      message.error(errorText(error))
    }
  }
  return (
    <li>
      <span className="row wrap grow">
        <strong>
          <bdi>{contact.name}</bdi>
        </strong>
        <Tag tone="grey">{t(`customers.contacts.role.${contact.role}`)}</Tag>
        {contact.approves_up_to !== null && currency && (
          <span className="small">
            {t('customers.contacts.upTo')} <Money amount={contact.approves_up_to} currency={currency} />
          </span>
        )}
        {contact.phone && (
          <a href={`tel:${contact.phone}`} dir="ltr" className="num">
            {phone_display ?? contact.phone}
          </a>
        )}
        {contact.email && (
          <a href={`mailto:${contact.email}`} dir="ltr">
            {contact.email}
          </a>
        )}
        {contact.notes && <bdi className="muted">{contact.notes}</bdi>}
      </span>
      {onEdit && (
        <span className="row">
          <Button size="small" onClick={onEdit} aria-label={`${t('common.edit')}: ${contact.name}`}>
            {t('common.edit')}
          </Button>
          <Button size="small" onClick={remove} aria-label={`${t('common.remove')}: ${contact.name}`}>
            {t('common.remove')}
          </Button>
        </span>
      )}
    </li>
  )
}
