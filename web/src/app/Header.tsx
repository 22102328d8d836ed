import { PlusOutlined, SearchOutlined, UserSwitchOutlined } from '@ant-design/icons'
import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { useShared } from './device'
import { LanguageSwitch } from './LanguageSwitch'
import { useConnected } from './live'
import { useMayAnywhere } from './may'
import { useMe } from './session'

const SiteSwitch = lazy(() => import('./SiteSwitch').then((part) => ({ default: part.SiteSwitch })))
const NewsBell = lazy(() => import('@/features/news/NewsBell').then((part) => ({ default: part.NewsBell })))
const UserMenu = lazy(() => import('./UserMenu').then((part) => ({ default: part.UserMenu })))

export function Header({ onSearch }: { onSearch: () => void }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const sites = useMe()?.sites.length ?? 0
  const shared = useShared()
  const mayOpen = useMayAnywhere('work_order.open')
  return (
    <header className="top">
      <button type="button" className="search-box" onClick={onSearch}>
        <SearchOutlined />
        <span className="label">{t('palette.open')}</span>
        <kbd className="desktop-only" dir="ltr">
          Ctrl K
        </kbd>
      </button>
      <div className="top-end">
        {mayOpen && (
          <span className="desktop-only">
            <Button type="primary" icon={<PlusOutlined />} onClick={() => navigate({ to: '/reception' })}>
              {t('nav.reception')}
            </Button>
          </span>
        )}
        {shared && (
          <Button
            icon={<UserSwitchOutlined />}
            aria-label={t('pin.switch')}
            title={t('pin.switch')}
            onClick={() => navigate({ to: '/switch' })}
          />
        )}
        <Suspense>
          {sites > 1 && <SiteSwitch />}
          {sites > 0 && <NewsBell />}
        </Suspense>
        <LiveDot />
        <span className="desktop-only">
          <LanguageSwitch />
        </span>
        <Suspense fallback={<span className="avatar" />}>
          <UserMenu />
        </Suspense>
      </div>
    </header>
  )
}

function LiveDot() {
  const { t } = useTranslation()
  const connected = useConnected()
  const text = t(connected ? 'app.live' : 'app.notLive')
  return <span title={text} role="status" aria-label={text} className={connected ? 'live-dot' : 'live-dot off'} />
}
