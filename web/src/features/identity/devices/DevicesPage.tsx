import { PlusOutlined, TabletOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Alert, App, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { errorText } from '@/api/problem'
import type { Device } from '@/api/types'
import { useShared } from '@/app/device'
import { useMe } from '@/app/session'
import { EmptyState } from '@/ui/EmptyState'
import { PageHeader } from '@/ui/PageHeader'
import type { Column } from '@/ui/RowCards'
import { RowsPanel } from '@/ui/RowsPanel'
import { Age } from '@/ui/Time'
import { useAll } from '@/ui/useAll'
import { useUrlState } from '@/ui/useUrlState'
import { revokeDevice } from './commands'
import { EnrolDialog } from './EnrolDialog'

/** Tablets and computers that people share with PINs. */
export function DevicesPage() {
  const { t } = useTranslation()
  const [url, setUrl] = useUrlState()
  const client = useQueryClient()
  const shared = useShared()
  const { message, modal } = App.useApp()
  const changed = () => client.invalidateQueries({ queryKey: ['devices'] })
  const revoke = ({ id }: Device) =>
    revokeDevice(id).then(changed, (error: unknown) => {
      message.error(errorText(error))
    })
  const askToRevoke = (device: Device) =>
    modal.confirm({
      title: t('devices.revokeTitle', { name: device.name }),
      content: t('devices.revokeText'),
      okText: t('devices.revoke'),
      okButtonProps: { danger: true },
      cancelText: t('common.cancel'),
      onOk: () => revoke(device),
    })
  const enrol = (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setUrl({ new: '1' })}>
      {t('devices.enrol')}
    </Button>
  )
  return (
    <>
      <PageHeader title={t('nav.devices')} actions={enrol} />
      <div className="stack">
        {shared && <ThisOne />}
        <RowsPanel<Device>
          query={useAll<Device>('/devices')}
          columns={useColumns(askToRevoke)}
          empty={
            <EmptyState
              icon={<TabletOutlined />}
              title={t('devices.empty')}
              text={t('devices.emptyText')}
              action={enrol}
            />
          }
        />
      </div>
      {url.new && <EnrolDialog onEnrolled={changed} onClose={() => setUrl({ new: undefined })} />}
    </>
  )
}

/** Whoever enrols a device signs out on it afterwards. */
function ThisOne() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  return (
    <Alert
      type="info"
      showIcon
      title={t('devices.thisOne')}
      description={t('devices.thisOneText')}
      action={
        <Button type="primary" onClick={() => navigate({ to: '/switch' })}>
          {t('devices.handOver')}
        </Button>
      }
    />
  )
}

function useColumns(onRevoke: (device: Device) => void): Column<Device>[] {
  const { t } = useTranslation()
  const me = useMe()
  const siteName = (id: string) => me?.sites.find((site) => site.id === id)?.name ?? '—'
  return [
    {
      key: 'name',
      title: t('devices.name'),
      render: ({ name }) => (
        <strong>
          <bdi>{name}</bdi>
        </strong>
      ),
    },
    { key: 'site', title: t('app.site'), render: ({ site_id }) => <bdi>{siteName(site_id)}</bdi> },
    {
      key: 'by',
      title: t('devices.enrolledBy'),
      named: true,
      newLine: true,
      render: ({ enrolled_by }) => <bdi>{enrolled_by}</bdi>,
    },
    {
      key: 'used',
      title: t('devices.lastUsed'),
      named: true,
      newLine: true,
      render: ({ last_used_at }) => (last_used_at ? <Age at={last_used_at} /> : t('keys.unused')),
    },
    {
      key: 'revoke',
      title: '',
      end: true,
      render: (device) =>
        device.actions.includes('revoke') && (
          <Button size="small" danger onClick={() => onRevoke(device)}>
            {t('devices.revoke')}
          </Button>
        ),
    },
  ]
}
