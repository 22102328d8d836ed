import { DatabaseOutlined } from '@ant-design/icons'
import { useNavigate } from '@tanstack/react-router'
import { Button, Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { mayAt, useMayEverywhere } from '@/app/may'
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
  const takesOver = useMayEverywhere('data.export')
  const go = (other: string) => navigate({ to: '/imports/$kind', params: { kind: other } })
  if (kinds.length < 2 && !takesOver) return null
  return (
    <div className="row wrap">
      {kinds.length > 1 && (
        <Segmented<Kind>
          aria-label={t('imports.what')}
          value={kind}
          onChange={go}
          options={kinds.map((other) => ({ value: other, label: t(`imports.kind.${other}`) }))}
        />
      )}
      {takesOver && (
        <Button icon={<DatabaseOutlined />} onClick={() => go('system')}>
          {t('takeover.go')}
        </Button>
      )}
    </div>
  )
}
