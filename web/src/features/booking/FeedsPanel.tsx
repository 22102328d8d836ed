import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import { errorText } from '@/api/problem'
import type { CalendarFeed, Id, MadeCalendarFeed } from '@/api/types'
import { useMe } from '@/app/session'
import { useSiteId } from '@/app/site'
import { CopyField } from '@/ui/CopyField'
import type { Column } from '@/ui/RowCards'
import { RowsPanel } from '@/ui/RowsPanel'
import { Age } from '@/ui/Time'
import { useAll } from '@/ui/useAll'

/** Addresses that one's calendar program reads appointments from. */
export function FeedsPanel() {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const client = useQueryClient()
  const me = useMe()
  const chosen = useSiteId()
  const site = chosen || me?.sites[0]?.id
  const [made, setMade] = useState<string | null>(null)
  const query = useAll<CalendarFeed>('/calendar-feeds')
  const run = (work: Promise<unknown>) =>
    work.then(
      () => client.invalidateQueries({ queryKey: ['calendar-feeds'] }),
      (error: unknown) => message.error(errorText(error)),
    )
  const make = async (whole_site: boolean) => {
    const { path } = await api.post<MadeCalendarFeed>('/calendar-feeds', { site_id: site, whole_site })
    setMade(`${window.location.origin}${path}`)
  }
  return (
    <>
      <RowsPanel<CalendarFeed>
        title={t('feeds.title')}
        action={
          site && (
            <>
              <Button onClick={() => run(make(false))}>{t('feeds.makeOwn')}</Button>
              <Button onClick={() => run(make(true))}>{t('feeds.makeAll')}</Button>
            </>
          )
        }
        query={query}
        columns={useColumns((id) => run(api.del(`/calendar-feeds/${id}`)))}
        empty={<p className="muted panel-body">{t('feeds.empty')}</p>}
      />
      {made && (
        <Modal open title={t('feeds.made')} onCancel={() => setMade(null)} footer={null}>
          <p>{t('feeds.madeText')}</p>
          <CopyField text={made} label={t('feeds.made')} />
        </Modal>
      )}
    </>
  )
}

function useColumns(onRevoke: (id: Id) => void): Column<CalendarFeed>[] {
  const { t } = useTranslation()
  const me = useMe()
  const siteName = (id: Id) => me?.sites.find((site) => site.id === id)?.name ?? '—'
  return [
    { key: 'what', title: t('feeds.what'), render: ({ whole_site }) => t(whole_site ? 'feeds.all' : 'feeds.own') },
    { key: 'site', title: t('feeds.site'), render: ({ site_id }) => <bdi>{siteName(site_id)}</bdi> },
    { key: 'made', title: t('feeds.since'), render: ({ created_at }) => <Age at={created_at} /> },
    {
      key: 'end',
      title: '',
      end: true,
      render: ({ id }) => (
        <Button size="small" onClick={() => onRevoke(id)}>
          {t('feeds.revoke')}
        </Button>
      ),
    },
  ]
}
