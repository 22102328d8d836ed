import { EditOutlined } from '@ant-design/icons'
import { Button, Switch } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Tag } from '@/ui/StatusTag'

interface Kept {
  name: string
  archived: boolean
  actions: string[]
}

/** The name of what sets a price, and whether it is out of use. */
export function PriceName({ row, children }: { row: Kept; children?: ReactNode }) {
  const { t } = useTranslation()
  return (
    <span className="row wrap">
      <strong>
        <bdi>{row.name}</bdi>
      </strong>
      {children}
      {row.archived && <Tag tone="grey">{t('prices.archived')}</Tag>}
    </span>
  )
}

/** Edits it, and takes it out of use or back. */
export function PriceActions({ row, onEdit, onTurn }: { row: Kept; onEdit: () => void; onTurn: () => void }) {
  const { t } = useTranslation()
  if (!row.actions.includes('update')) return null
  return (
    <span className="row">
      <Button icon={<EditOutlined />} aria-label={`${t('common.edit')} ${row.name}`} onClick={onEdit} />
      <Button onClick={onTurn}>{t(row.archived ? 'prices.restore' : 'prices.archive')}</Button>
    </span>
  )
}

interface HintProps {
  id: string
  archived: boolean
  onArchived: (archived: boolean) => void
  children: ReactNode
}

/** A word on the list, and whether it shows what is out of use. */
export function PriceFilters({ id, archived, onArchived, children }: HintProps) {
  const { t } = useTranslation()
  return (
    <span className="row wrap grow">
      <span className="muted grow">{children}</span>
      <label className="row" htmlFor={id}>
        <Switch id={id} checked={archived} onChange={onArchived} />
        {t('prices.withArchived')}
      </label>
    </span>
  )
}
