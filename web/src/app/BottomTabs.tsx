import { MenuOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePlaces } from './places'

const MorePlaces = lazy(() => import('./MorePlaces').then((part) => ({ default: part.MorePlaces })))

/** Navigation on a phone: four places under the thumb, the rest behind "more". */
export function BottomTabs() {
  const { t, i18n } = useTranslation()
  const [open, setOpen] = useState(false)
  return (
    <nav className="tabs" aria-label={t('nav.main')}>
      {usePlaces()
        .slice(0, 4)
        .map(({ to, name, icon }) => (
          <Link key={to} to={to} className="tab" activeProps={{ className: 'active' }}>
            {icon}
            {i18n.exists(`nav.short.${name}`) ? t(`nav.short.${name}`) : t(`nav.${name}`)}
          </Link>
        ))}
      <button type="button" className="tab" onClick={() => setOpen(true)}>
        <MenuOutlined />
        {t('nav.more')}
      </button>
      <Suspense>{open && <MorePlaces onClose={() => setOpen(false)} />}</Suspense>
    </nav>
  )
}
