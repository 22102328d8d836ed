import { FileSearchOutlined } from '@ant-design/icons'
import { Link, useNavigate } from '@tanstack/react-router'
import { App, Button, Dropdown } from 'antd'
import { useTranslation } from 'react-i18next'
import { errorText } from '@/api/problem'
import type { Id } from '@/api/types'
import { Tag } from '@/ui/StatusTag'
import { Age } from '@/ui/Time'
import { useLanguage } from '@/ui/useLanguage'
import { Counts } from './Counts'
import { beginInspection, proposeJobs } from './commands'
import { useKeepInspection, useOrderInspections, useTemplates } from './queries'

/** The inspections of an order: begun from here, and their findings made jobs. */
export function OrderInspections({ order }: { order: Id }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { message } = App.useApp()
  const keep = useKeepInspection()
  const list = useOrderInspections(order).data
  const may = list?.actions.includes('begin') ?? false
  if (!list || (list.items.length === 0 && !may)) return null
  const waiting = list.findings.filter(({ job_id, verdict }) => !job_id && (verdict === 'soon' || verdict === 'urgent'))
  const propose = async () => {
    const from = [...new Set(waiting.map(({ inspection_id }) => inspection_id))]
    for (const id of from) {
      await proposeJobs(id)
        .then(keep)
        .catch((error: unknown) => message.error(errorText(error)))
    }
  }
  return (
    <section className="panel" aria-label={t('inspections.title')}>
      <header className="panel-head">
        <h2 className="panel-title grow">{t('inspections.title')}</h2>
        {may && <Begin order={order} />}
      </header>
      <div className="panel-body stack">
        {list.items.length === 0 && <p className="muted">{t('inspections.none')}</p>}
        {list.items.map((inspection) => (
          <Link key={inspection.id} to="/inspections/$id" params={{ id: inspection.id }} className="inspection-row">
            <strong>
              <bdi>{inspection.names[language]}</bdi>
            </strong>
            <Counts counts={inspection.counts} />
            {inspection.done_at ? (
              <span className="muted small">
                <bdi>{inspection.done_by}</bdi> · <Age at={inspection.done_at} />
              </span>
            ) : (
              <Tag tone="blue">{t('inspections.isOpen')}</Tag>
            )}
          </Link>
        ))}
        {list.actions.includes('propose') && waiting.length > 0 && (
          <Button onClick={propose}>{t('inspections.propose', { count: waiting.length })}</Button>
        )}
      </div>
    </section>
  )
}

function Begin({ order }: { order: Id }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { message } = App.useApp()
  const navigate = useNavigate()
  const keep = useKeepInspection()
  const templates = useTemplates().data?.items ?? []
  const begin = (template: Id) =>
    beginInspection(order, template)
      .then(keep)
      .then(({ id }) => navigate({ to: '/inspections/$id', params: { id } }))
      .catch((error: unknown) => message.error(errorText(error)))
  const items = templates.map(({ id, names }) => ({ key: id, label: names[language] }))
  return (
    <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => begin(key) }}>
      <Button icon={<FileSearchOutlined />}>{t('inspections.begin')}</Button>
    </Dropdown>
  )
}
