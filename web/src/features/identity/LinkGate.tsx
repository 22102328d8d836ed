import { DisconnectOutlined } from '@ant-design/icons'
import { Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { asProblem } from '@/api/problem'
import type { LinkAnswer } from '@/api/types'
import { EmptyState } from '@/ui/EmptyState'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { useLink } from './links'

interface Props {
  token: string
  /** What to do when the link works no longer. */
  otherwise: ReactNode
  children: (link: LinkAnswer) => ReactNode
}

/** Shows what a link opens, once it is known to work. */
export function LinkGate({ token, otherwise, children }: Props) {
  const { t } = useTranslation()
  const link = useLink(token)
  if (link.data) return children(link.data)
  const code = link.error ? asProblem(link.error).code : ''
  if (token === '' || code === 'invalid' || code === 'link-not-valid')
    return (
      <EmptyState icon={<DisconnectOutlined />} title={t('link.notValid')} text={t('link.why')} action={otherwise} />
    )
  if (link.error) return <ProblemAlert error={link.error} onRetry={() => link.refetch()} />
  return <Skeleton active paragraph={{ rows: 4 }} />
}
