import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { errorText } from '@/api/problem'
import type { PushDevice } from '@/api/types'
import { useMe } from '@/app/session'
import { hindrance } from '@/ui/push'
import type { Column } from '@/ui/RowCards'
import { RowsPanel } from '@/ui/RowsPanel'
import { Tag } from '@/ui/StatusTag'
import { Age } from '@/ui/Time'
import { kept, pushDevices, switchOff, switchOn, tryPush } from './push'

/** Browsers that are told one's news while the app is closed. */
export function PushPanel() {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery(pushDevices)
  const { run, busy } = useRun()
  const me = useMe()
  const [against, setAgainst] = useState(hindrance)
  const here = data?.items.some(({ id }) => id === kept()?.device)
  const on = () =>
    run(async () => {
      if (!(me && (await switchOn(me.id)))) setAgainst(hindrance())
    })
  const trial = () =>
    run(async () => {
      const { told, said } = await tryPush()
      return said.length > 0 ? t('push.said', { said: said.join(' · ') }) : t('push.told', { count: told })
    })
  return (
    <RowsPanel<PushDevice>
      title={t('push.title')}
      action={
        <span className="row wrap">
          {data && data.items.length > 0 && (
            <Button onClick={trial} loading={busy}>
              {t('push.try')}
            </Button>
          )}
          {data && !here && !against && (
            <Button type="primary" onClick={on} loading={busy}>
              {t('push.on')}
            </Button>
          )}
        </span>
      }
      filters={!here && against && <Alert type="info" showIcon title={t(`push.against.${against}`)} />}
      query={{ data: data?.items, error, refetch }}
      columns={useColumns((device) => run(() => switchOff(device)))}
      empty={<p className="muted panel-body">{t('push.text')}</p>}
    />
  )
}

/** Runs something, says what it came to, and reads the devices again. */
function useRun() {
  const { message } = App.useApp()
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  const run = async (work: () => Promise<unknown>) => {
    setBusy(true)
    try {
      const said = await work()
      if (typeof said === 'string') message.info(said)
      await client.invalidateQueries({ queryKey: ['push'] })
    } catch (error) {
      message.error(errorText(error))
    } finally {
      setBusy(false)
    }
  }
  return { run, busy }
}

function useColumns(onEnd: (id: string) => void): Column<PushDevice>[] {
  const { t } = useTranslation()
  return [
    {
      key: 'service',
      title: t('push.service'),
      render: ({ id, service }) => (
        <span className="row wrap">
          <bdi dir="ltr">{service}</bdi>
          {id === kept()?.device && <Tag tone="teal">{t('profile.thisOne')}</Tag>}
        </span>
      ),
    },
    { key: 'since', title: t('push.since'), render: ({ created_at }) => <Age at={created_at} /> },
    {
      key: 'told',
      title: t('push.last'),
      render: ({ told_at }) => (told_at ? <Age at={told_at} /> : <span className="muted">{t('push.never')}</span>),
    },
    {
      key: 'end',
      title: '',
      end: true,
      render: ({ id }) => (
        <Button size="small" onClick={() => onEnd(id)}>
          {t('push.off')}
        </Button>
      ),
    },
  ]
}
