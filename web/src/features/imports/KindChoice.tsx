import { useNavigate } from '@tanstack/react-router'
import { Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { mayAt } from '@/app/may'
import { useMe } from '@/app/session'
import { useSiteId } from '@/app/site'
import { beside, KINDS, type Kind } from './kinds'

/** What the file holds, where a list has more than one kind of file. */
export function KindChoice({ kind }: { kind: Kind }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const me = useMe()
  const site = useSiteId()
  const kinds = beside(kind).filter((other) => mayAt(me, site, KINDS[other].permission))
  if (kinds.length < 2) return null
  return (
    <Segmented<Kind>
      aria-label={t('imports.what')}
      value={kind}
      onChange={(other) => navigate({ to: '/imports/$kind', params: { kind: other } })}
      options={kinds.map((other) => ({ value: other, label: t(`imports.kind.${other}`) }))}
    />
  )
}
