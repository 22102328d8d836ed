import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Invited, SignIn, User } from '@/api/types'
import { LANGUAGES } from '@/app/locale'
import { useMayAnywhere } from '@/app/may'
import { Changes } from '@/features/audit/Changes'
import { Facts } from '@/ui/Facts'
import { PageHeader } from '@/ui/PageHeader'
import { RecordGate } from '@/ui/RecordGate'
import { RelatedPanel } from '@/ui/RelatedPanel'
import { StatusTag } from '@/ui/StatusTag'
import { Age, Time } from '@/ui/Time'
import { useRecord } from '@/ui/useRecord'
import { useSignInColumns } from '../sign-ins/columns'
import { UserRoles } from './Roles'
import { SecretLink } from './SecretLink'
import { UserActions } from './UserActions'
import { UserForm } from './UserForm'
import './users.css'

export function UserPage() {
  const { id } = useParams({ from: '/app/users/$id' })
  return <RecordGate query={useRecord<User>('/users', id)}>{(user) => <UserView key={id} user={user} />}</RecordGate>
}

function UserView({ user }: { user: User }) {
  const [editing, setEditing] = useState(false)
  const [invited, setInvited] = useState<Invited | null>(null)
  const [resetLink, setResetLink] = useState<string | null>(null)
  const maySeeSignIns = useMayAnywhere('sign_in.read')
  return (
    <>
      <PageHeader
        title={user.name}
        beside={<StatusTag kind="user" state={user.state} />}
        actions={
          <UserActions user={user} onEdit={() => setEditing(true)} onInvited={setInvited} onResetLink={setResetLink} />
        }
      />
      <div className="record-columns">
        <div className="stack">
          {maySeeSignIns && <SignInsOf user={user} />}
          <Changes entity="user" id={user.id} />
        </div>
        <UserDetails user={user} />
      </div>
      {editing && <UserForm user={user} onClose={() => setEditing(false)} />}
      {invited?.link && (
        <SecretLink name={user.name} link={invited.link} kind="invitation" onClose={() => setInvited(null)} />
      )}
      {resetLink && <SecretLink name={user.name} link={resetLink} kind="reset" onClose={() => setResetLink(null)} />}
    </>
  )
}

function SignInsOf({ user }: { user: User }) {
  const { t } = useTranslation()
  return (
    <RelatedPanel<SignIn>
      title={t('nav.signIns')}
      path="/sign-ins"
      query={{ user: user.id }}
      columns={useSignInColumns().filter(({ key }) => key !== 'user')}
      empty={t('signIns.empty')}
    />
  )
}

function UserDetails({ user }: { user: User }) {
  const { t } = useTranslation()
  const { email, user_name, language, second_factor, created_at, last_seen_at } = user
  return (
    <aside className="panel aside">
      <header className="panel-head">
        <h2 className="panel-title">{t('users.account')}</h2>
      </header>
      <div className="panel-body">
        <Facts
          facts={[
            { label: t('signIn.email'), value: email && <bdi dir="ltr">{email}</bdi> },
            { label: t('users.userName'), value: user_name && <bdi dir="ltr">{user_name}</bdi> },
            { label: t('users.roles'), value: <UserRoles user={user} /> },
            { label: t('app.language'), value: LANGUAGES.find(({ code }) => code === language)?.name },
            { label: t('secondFactor.title'), value: t(second_factor ? 'secondFactor.on' : 'secondFactor.off') },
            { label: t('users.lastSeen'), value: last_seen_at && <Age at={last_seen_at} /> },
            { label: t('users.since'), value: <Time at={created_at} /> },
          ]}
        />
      </div>
    </aside>
  )
}
