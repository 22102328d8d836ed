import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { Id, Import } from '@/api/types'
import { Age } from '@/ui/Time'
import { Words } from '@/ui/Words'
import type { Kind } from './kinds'

/** The imports of the last thirty days, to look at again or to take back. */
export function RecentImports({ kind, onShow }: { kind: Kind; onShow: (id: Id) => void }) {
  const { t } = useTranslation()
  const recent = useQuery({
    queryKey: ['imports', kind, 'recent'],
    queryFn: ({ signal }) => api.get<Import[]>(`/imports/${kind}`, { signal }),
  })
  if (!recent.data?.length) return null
  return (
    <section className="panel" aria-label={t('imports.recent')}>
      <header className="panel-head">
        <h2 className="panel-title grow">{t('imports.recent')}</h2>
      </header>
      <ul className="panel-body recent-imports">
        {recent.data.map((run) => (
          <li key={run.id} className="row wrap">
            <Age at={run.created_at} />
            <Words text={run.by_name} />
            <span className="muted grow">
              {run.undo_state === 'done'
                ? t('imports.undo.state')
                : t('imports.recentCounts', { created: run.created, updated: run.updated, failed: run.failed })}
            </span>
            <Button size="small" onClick={() => onShow(run.id)}>
              {t('imports.show')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
