import { EditOutlined, PlusOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Switch } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { errorText } from '@/api/problem'
import type { CannedJob } from '@/api/types'
import { useMayAnywhere } from '@/app/may'
import { useSite } from '@/app/site'
import { type Column, DataTable } from '@/ui/DataTable'
import { EmptyState } from '@/ui/EmptyState'
import { Money } from '@/ui/Money'
import { useLanguage } from '@/ui/useLanguage'
import { CannedJobForm } from './CannedJobForm'
import { turnCannedJob } from './commands'
import { useSummary } from './useSummary'

/** The jobs that are kept ready, and how often they are sold. */
export function CannedJobs() {
  const { t } = useTranslation()
  const may = useMayAnywhere('canned_job.write')
  const [archived, setArchived] = useState(false)
  const [opened, setOpened] = useState<CannedJob | 'new' | null>(null)
  const add = may && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpened('new')}>
      {t('cannedJobs.new')}
    </Button>
  )
  return (
    <>
      <div className="row">{add}</div>
      <DataTable<CannedJob>
        path="/canned-jobs"
        query={{ archived: archived || undefined }}
        columns={useColumns(setOpened)}
        search={t('cannedJobs.search')}
        filters={
          <label className="row" htmlFor="archived-jobs">
            <Switch id="archived-jobs" checked={archived} onChange={setArchived} />
            {t('cannedJobs.archived')}
          </label>
        }
        empty={<EmptyState title={t('cannedJobs.none')} text={t('cannedJobs.noneText')} action={add} />}
      />
      {opened && <CannedJobForm job={opened === 'new' ? undefined : opened} onClose={() => setOpened(null)} />}
    </>
  )
}

function useColumns(onEdit: (job: CannedJob) => void): Column<CannedJob>[] {
  const { t } = useTranslation()
  const language = useLanguage()
  const summary = useSummary()
  const currency = useSite()?.currency
  const { message } = App.useApp()
  const client = useQueryClient()
  const turn = (job: CannedJob) =>
    turnCannedJob(job)
      .then(() => client.invalidateQueries({ queryKey: ['canned-jobs'] }))
      .catch((error: unknown) => message.error(errorText(error)))
  return [
    {
      key: 'name',
      title: t('cannedJobs.name'),
      render: (row) => (
        <strong>
          <bdi>{row.names[language]}</bdi>
        </strong>
      ),
    },
    { key: 'content', title: t('cannedJobs.content'), render: (row) => summary(row.content) },
    {
      key: 'package',
      title: t('cannedJobs.package'),
      end: true,
      named: true,
      render: (row) =>
        row.package_price === null || !currency ? '—' : <Money amount={row.package_price} currency={currency} />,
    },
    {
      key: 'sold',
      title: t('cannedJobs.sold'),
      end: true,
      named: true,
      render: (row) => (
        <span className="num">
          {row.approved} / {row.offered}
        </span>
      ),
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
            <Button onClick={() => turn(row)}>{t(row.archived ? 'prices.restore' : 'prices.archive')}</Button>
          </span>
        ),
    },
  ]
}
