import { useTranslation } from 'react-i18next'
import type { SignIn } from '@/api/types'
import { RelatedPanel } from '@/ui/RelatedPanel'
import { useSignInColumns } from '../sign-ins/columns'

export function MySignInsPanel() {
  const { t } = useTranslation()
  return (
    <RelatedPanel<SignIn>
      title={t('profile.signIns')}
      path="/me/sign-ins"
      columns={useSignInColumns().filter(({ key }) => key !== 'user')}
      empty={t('signIns.empty')}
    />
  )
}
