import { MenuFoldOutlined, MenuUnfoldOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Logo } from '@/ui/Logo'
import { usePlaces } from './places'

const STORED = 'ecar.nav-narrow'

// The navigation does not wait for what it counts.
const PlaceBadge = lazy(async () => ({ default: (await import('./PlaceBadge')).PlaceBadge }))

export function SideNav() {
  const { t } = useTranslation()
  const [narrow, setNarrow] = useState(() => localStorage.getItem(STORED) === '1')
  const toggle = () => {
    localStorage.setItem(STORED, narrow ? '0' : '1')
    setNarrow(!narrow)
  }
  return (
    <nav className={narrow ? 'side narrow' : 'side'} aria-label={t('nav.main')}>
      <Link to="/board" className="brand" aria-label="ECAR">
        <Logo size={32} />
        <span className="nav-text">ECAR</span>
      </Link>
      <PlaceList narrow={narrow} />
      <div className="side-foot">
        <button
          type="button"
          className="nav-link"
          onClick={toggle}
          aria-label={t(narrow ? 'nav.expand' : 'nav.collapse')}
        >
          <span className="flip-rtl">{narrow ? <MenuUnfoldOutlined /> : <MenuFoldOutlined />}</span>
          <span className="nav-text">{t('nav.collapse')}</span>
        </button>
      </div>
    </nav>
  )
}

export function PlaceList({ narrow = false, onGo }: { narrow?: boolean; onGo?: () => void }) {
  const { t } = useTranslation()
  return (
    <ul className="nav">
      {usePlaces().map(({ to, name, icon, starts, group }) => (
        <li key={to}>
          {starts && <div className="nav-section" />}
          {group && <div className="nav-group">{t(`nav.${group}`)}</div>}
          <Link
            to={to}
            className="nav-link"
            activeProps={{ className: 'active' }}
            title={narrow ? t(`nav.${name}`) : undefined}
            aria-label={t(`nav.${name}`)}
            onClick={onGo}
          >
            {icon}
            <span className="nav-text">{t(`nav.${name}`)}</span>
          </Link>
          <Suspense>
            <PlaceBadge place={name} />
          </Suspense>
        </li>
      ))}
    </ul>
  )
}
