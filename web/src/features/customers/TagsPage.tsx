import { PlusOutlined } from '@ant-design/icons'
import { App, Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { errorText } from '@/api/problem'
import type { CustomerTag } from '@/api/types'
import { useMay } from '@/app/permission'
import { useCustomerTags } from '@/ui/CustomerTags'
import { EmptyState } from '@/ui/EmptyState'
import { PageHeader } from '@/ui/PageHeader'
import { RowsPanel } from '@/ui/RowsPanel'
import { Tag } from '@/ui/StatusTag'
import { deleteTag, turnTag } from './commands'
import { useCustomersChanged } from './queries'
import './customers.css'

const TagDialog = lazy(async () => ({ default: (await import('./TagDialog')).TagDialog }))

/** The garage's own words for customers. */
export function TagsPage() {
  const { t } = useTranslation()
  const tags = useCustomerTags()
  const mayWrite = useMay('customer.write')
  const [opened, setOpened] = useState<CustomerTag | 'new' | null>(null)
  const create = mayWrite && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpened('new')}>
      {t('customers.tags.new')}
    </Button>
  )
  return (
    <>
      <PageHeader title={t('customers.tags.title')} actions={create} />
      <p className="muted tags-hint">{t('customers.tags.hint')}</p>
      <RowsPanel<CustomerTag>
        query={tags}
        empty={<EmptyState title={t('customers.tags.empty')} text={t('customers.tags.emptyText')} action={create} />}
        columns={[
          {
            key: 'name',
            title: t('customers.tags.name'),
            render: ({ name, colour, retired }) => (
              <span className="row">
                <Tag tone={colour}>
                  <bdi>{name}</bdi>
                </Tag>
                {retired && <span className="muted">{t('customers.tags.retired')}</span>}
              </span>
            ),
          },
          { key: 'actions', title: '', end: true, render: (tag) => <TagActions tag={tag} onEdit={setOpened} /> },
        ]}
      />
      {opened && (
        <Suspense fallback={null}>
          <TagDialog tag={opened === 'new' ? undefined : opened} onClose={() => setOpened(null)} />
        </Suspense>
      )}
    </>
  )
}

function TagActions({ tag, onEdit }: { tag: CustomerTag; onEdit: (tag: CustomerTag) => void }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const changed = useCustomersChanged()
  const run = async (work: () => Promise<unknown>) => {
    await work().catch((error: unknown) => message.error(errorText(error)))
    changed()
  }
  const remove = async () => {
    await deleteTag(tag.id)
    message.success(t('customers.tags.deleted', { name: tag.name }))
  }
  const buttons = {
    update: { label: t('common.edit'), work: async () => onEdit(tag) },
    retire: { label: t('customers.tags.retire'), work: () => turnTag(tag.id, 'retire') },
    restore: { label: t('customers.tags.restore'), work: () => turnTag(tag.id, 'restore') },
    delete: { label: t('customers.tags.delete'), work: remove },
  }
  return (
    <span className="row wrap">
      {tag.actions.map((action) => {
        const { label, work } = buttons[action as keyof typeof buttons]
        return (
          <Button key={action} size="small" type="text" aria-label={`${label}: ${tag.name}`} onClick={() => run(work)}>
            {label}
          </Button>
        )
      })}
    </span>
  )
}
