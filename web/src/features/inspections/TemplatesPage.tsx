import { EditOutlined, PlusOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Switch } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { errorText } from '@/api/problem'
import type { InspectionTemplate } from '@/api/types'
import { useMayAnywhere } from '@/app/may'
import { EmptyState } from '@/ui/EmptyState'
import { PageHeader } from '@/ui/PageHeader'
import type { Column } from '@/ui/RowCards'
import { RowsPanel } from '@/ui/RowsPanel'
import { Tag } from '@/ui/StatusTag'
import { useLanguage } from '@/ui/useLanguage'
import { turnTemplate } from './commands'
import { useTemplates } from './queries'
import { ReportPanel } from './ReportPanel'
import './inspections.css'

const TemplateForm = lazy(async () => ({ default: (await import('./TemplateForm')).TemplateForm }))

/** What inspections begin from, and how much is inspected. */
export function TemplatesPage() {
  const { t } = useTranslation()
  const may = useMayAnywhere('inspection.configure')
  const [archived, setArchived] = useState(false)
  const [opened, setOpened] = useState<InspectionTemplate | 'new' | null>(null)
  const query = useTemplates(archived)
  const add = may && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpened('new')}>
      {t('inspections.newTemplate')}
    </Button>
  )
  return (
    <div className="stack">
      <PageHeader title={t('inspections.templates')} actions={add} />
      <RowsPanel<InspectionTemplate>
        query={{ ...query, data: query.data?.items }}
        columns={useColumns(setOpened)}
        filters={
          <label className="row" htmlFor="archived-templates">
            <Switch id="archived-templates" checked={archived} onChange={setArchived} />
            {t('inspections.withArchived')}
          </label>
        }
        empty={<EmptyState title={t('table.empty')} action={add} />}
      />
      {may && <ReportPanel />}
      <Suspense>
        {opened && <TemplateForm template={opened === 'new' ? undefined : opened} onClose={() => setOpened(null)} />}
      </Suspense>
    </div>
  )
}

function useColumns(onEdit: (template: InspectionTemplate) => void): Column<InspectionTemplate>[] {
  const { t } = useTranslation()
  const language = useLanguage()
  const { message } = App.useApp()
  const client = useQueryClient()
  const turn = (template: InspectionTemplate) =>
    turnTemplate(template)
      .then(() => client.invalidateQueries({ queryKey: ['inspection-templates'] }))
      .catch((error: unknown) => message.error(errorText(error)))
  return [
    {
      key: 'name',
      title: t('inspections.name'),
      render: (row) => (
        <span className="row wrap">
          <strong>
            <bdi>{row.names[language]}</bdi>
          </strong>
          {row.archived && <Tag tone="grey">{t('inspections.archived')}</Tag>}
        </span>
      ),
    },
    {
      key: 'items',
      title: t('inspections.items'),
      render: ({ sections }) => (
        <span className="num">{sections.reduce((sum, { items }) => sum + items.length, 0)}</span>
      ),
    },
    {
      key: 'version',
      title: t('inspections.version'),
      render: ({ version }) => <span className="num">{version}</span>,
    },
    {
      key: 'actions',
      title: '',
      end: true,
      render: (row) =>
        row.actions.length > 0 && (
          <span className="row">
            <Button
              icon={<EditOutlined />}
              aria-label={`${t('common.edit')} ${row.names[language]}`}
              onClick={() => onEdit(row)}
            />
            <Button onClick={() => turn(row)}>{t(row.archived ? 'inspections.restore' : 'inspections.archive')}</Button>
          </span>
        ),
    },
  ]
}
