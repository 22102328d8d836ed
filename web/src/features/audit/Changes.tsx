import { DownOutlined } from '@ant-design/icons'
import { Skeleton } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Id } from '@/api/types'
import { useMayAnywhere } from '@/app/may'

const AuditList = lazy(() => import('./AuditList').then((part) => ({ default: part.AuditList })))

/** Who changed this record, folded up on its page; nothing for those who may not know. */
export function Changes({ entity, id }: { entity: string; id: Id }) {
  const { t } = useTranslation()
  const may = useMayAnywhere('audit.read')
  const [open, setOpen] = useState(false)
  if (!may) return null
  return (
    <section className="panel data-table">
      <h2 className="panel-title">
        <button type="button" className="panel-fold" aria-expanded={open} onClick={() => setOpen(!open)}>
          <span className="grow">{t('audit.changes')}</span>
          <DownOutlined rotate={open ? 180 : 0} />
        </button>
      </h2>
      {open && (
        <Suspense fallback={<Skeleton active className="panel-body" />}>
          <AuditList
            query={{ entity, entity_id: id }}
            ofOne
            empty={<p className="panel-body muted">{t('audit.noChanges')}</p>}
          />
        </Suspense>
      )}
    </section>
  )
}
