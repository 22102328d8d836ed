import { useTranslation } from 'react-i18next'
import type { SignIn } from '@/api/types'
import { useMayAnywhere } from '@/app/may'
import { DataTable } from '@/ui/DataTable'
import { EmptyState } from '@/ui/EmptyState'
import { PageHeader } from '@/ui/PageHeader'
import { useUrlState } from '@/ui/useUrlState'
import { UserSelect } from '../users/UserSelect'
import { useSignInColumns } from './columns'

/** What happened to the accounts of the garage. */
export function SignInsPage() {
  const { t } = useTranslation()
  const [{ user }] = useUrlState()
  const mayKnowUsers = useMayAnywhere('user.read')
  return (
    <>
      <PageHeader title={t('nav.signIns')} />
      <DataTable<SignIn>
        path="/sign-ins"
        query={{ user }}
        columns={useSignInColumns()}
        filters={mayKnowUsers && <WhoFilter />}
        empty={<EmptyState title={t('signIns.empty')} />}
      />
    </>
  )
}

function WhoFilter() {
  const { t } = useTranslation()
  const [url, setUrl] = useUrlState()
  return (
    <UserSelect
      className="wide-filter"
      placeholder={t('signIns.everybody')}
      label={t('signIns.who')}
      value={url.user}
      onChange={(user) => setUrl({ user })}
    />
  )
}
