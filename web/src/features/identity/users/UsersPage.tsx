import { SafetyCertificateOutlined, UserAddOutlined } from '@ant-design/icons'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Invited, User } from '@/api/types'
import { useMayAnywhere } from '@/app/may'
import { useMe } from '@/app/session'
import { Chips } from '@/ui/Chips'
import { type Column, DataTable } from '@/ui/DataTable'
import { EmptyState } from '@/ui/EmptyState'
import { PageHeader } from '@/ui/PageHeader'
import { StatusTag } from '@/ui/StatusTag'
import { Age } from '@/ui/Time'
import { useUrlState } from '@/ui/useUrlState'
import { Words } from '@/ui/Words'
import { useRoleName, useRoles } from '../roles/names'
import { InviteForm } from './InviteForm'
import { UserRoles } from './Roles'
import { SecretLink } from './SecretLink'
import './users.css'

/** Who works here: the accounts of the sites' people. */
export function UsersPage() {
  const { t } = useTranslation()
  const [url, setUrl] = useUrlState()
  const mayInvite = useMayAnywhere('user.invite')
  const [invited, setInvited] = useState<Invited | null>(null)
  const invite = mayInvite && (
    <Button type="primary" icon={<UserAddOutlined />} onClick={() => setUrl({ new: '1' })}>
      {t('users.invite')}
    </Button>
  )
  return (
    <>
      <PageHeader title={t('nav.users')} actions={invite} />
      <DataTable<User>
        path="/users"
        query={{ state: url.state, site: url.site, role: url.role }}
        columns={useColumns()}
        href={({ id }) => `/users/${id}`}
        search={t('users.search')}
        filters={<Filters />}
        empty={<EmptyState title={t('table.noMatch')} action={invite} />}
      />
      {url.new && mayInvite && <InviteForm onInvited={setInvited} onClose={() => setUrl({ new: undefined })} />}
      {invited?.link && (
        <SecretLink name={invited.user.name} link={invited.link} kind="invitation" onClose={() => setInvited(null)} />
      )}
    </>
  )
}

const STATES = ['active', 'invited', 'disabled'] as const

function Filters() {
  const { t } = useTranslation()
  const [url, setUrl] = useUrlState()
  const me = useMe()
  const roles = useRoles()
  const roleName = useRoleName()
  return (
    <>
      <Chips
        label={t('users.state')}
        value={url.state ?? 'all'}
        options={[
          { value: 'all', label: t('common.all') },
          ...STATES.map((value) => ({ value, label: t(`state.user.${value}`) })),
        ]}
        onChange={(state) => setUrl({ state: state === 'all' ? undefined : state })}
      />
      {(me?.sites.length ?? 0) > 1 && (
        <Select
          allowClear
          className="wide-filter"
          placeholder={t('users.anySite')}
          aria-label={t('app.site')}
          value={url.site}
          onChange={(site) => setUrl({ site })}
          options={me?.sites.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      <Select
        allowClear
        className="wide-filter"
        placeholder={t('users.anyRole')}
        aria-label={t('users.role')}
        value={url.role}
        onChange={(role) => setUrl({ role })}
        options={roles.data?.map(({ id }) => ({ value: id, label: roleName(id) }))}
      />
    </>
  )
}

function useColumns(): Column<User>[] {
  const { t } = useTranslation()
  return [
    {
      key: 'name',
      title: t('users.name'),
      render: ({ name, email, user_name }) => (
        <span>
          <strong>
            <Words text={name} />
          </strong>
          <small className="muted user-email">
            <bdi dir="ltr">{[user_name, email].filter(Boolean).join(' · ')}</bdi>
          </small>
        </span>
      ),
    },
    { key: 'state', title: t('users.state'), render: ({ state }) => <StatusTag kind="user" state={state} /> },
    { key: 'roles', title: t('users.roles'), newLine: true, render: (user) => <UserRoles user={user} /> },
    {
      key: 'factor',
      title: t('secondFactor.title'),
      desktopOnly: true,
      render: ({ second_factor }) =>
        second_factor ? (
          <span className="row">
            <SafetyCertificateOutlined /> {t('secondFactor.on')}
          </span>
        ) : (
          '—'
        ),
    },
    {
      key: 'seen',
      title: t('users.lastSeen'),
      desktopOnly: true,
      render: ({ last_seen_at }) => (last_seen_at ? <Age at={last_seen_at} /> : '—'),
    },
  ]
}
