import { ShopOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '@/ui/EmptyState'
import { useMe } from './session'
import { chooseSite, openSites, useAllSites } from './site'

/** What happens at one site: with all of them shown, one is chosen first. */
export function OneSite({ children }: { children: ReactNode }) {
  const { t } = useTranslation()
  const sites = openSites(useMe())
  if (!useAllSites()) return children
  return (
    <section className="panel">
      <EmptyState
        icon={<ShopOutlined />}
        title={t('site.chooseTitle')}
        text={t('site.chooseText')}
        action={
          <div className="row wrap">
            {sites.map(({ id, name }) => (
              <Button key={id} size="large" onClick={() => chooseSite(id)}>
                <bdi>{name}</bdi>
              </Button>
            ))}
          </div>
        }
      />
    </section>
  )
}
