import { App, Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { errorText } from '@/api/problem'
import type { DunningPause, Id } from '@/api/types'
import { useSiteColumn } from '@/app/siteColumn'
import { type Column, DataTable } from '@/ui/DataTable'
import { EmptyState } from '@/ui/EmptyState'
import { Day } from '@/ui/Time'
import { Words } from '@/ui/Words'
import { endPause } from './commands'
import { useReload } from './useReload'

/** Who is left alone, and which invoices are disputed. */
export function PausesList({ site, filters }: { site: Id | undefined; filters: ReactNode }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const reload = useReload()
  const end = (pause: DunningPause) =>
    endPause(pause.id)
      .then(() => message.success(t('dunning.resumed', { label: pause.label })))
      .catch((refusal: unknown) => message.error(errorText(refusal)))
      .then(reload)
  const columns: Column<DunningPause>[] = [
    {
      key: 'whom',
      title: t('dunning.whom'),
      render: ({ label, invoice_id }) => (invoice_id ? <bdi className="code">{label}</bdi> : <Words text={label} />),
    },
    {
      key: 'until',
      title: t('dunning.until'),
      render: ({ until }) => (until ? <Day day={until} /> : <span className="muted">{t('dunning.open')}</span>),
    },
    { key: 'reason', title: t('dunning.reason'), newLine: true, render: ({ reason }) => <bdi>{reason}</bdi> },
    { key: 'by', title: t('dunning.by'), desktopOnly: true, render: ({ by }) => <Words text={by} /> },
    ...useSiteColumn<DunningPause>(),
    {
      key: 'end',
      title: '',
      end: true,
      render: (pause) =>
        pause.actions.includes('end') && (
          <Button size="small" onClick={() => end(pause)} aria-label={`${t('dunning.resume')} ${pause.label}`}>
            {t('dunning.resume')}
          </Button>
        ),
    },
  ]
  return (
    <DataTable<DunningPause>
      path="/dunning-pauses"
      query={{ site }}
      columns={columns}
      filters={filters}
      empty={<EmptyState title={t('dunning.none.paused')} />}
    />
  )
}
