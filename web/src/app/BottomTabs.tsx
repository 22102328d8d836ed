import { MenuOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PLACES } from './places'

const MorePlaces = lazy(() => import('./MorePlaces').then((part) => ({ default: part.MorePlaces })))

/** Navigation on a phone: four places under the thumb, the rest behind "more". */
export function BottomTabs() {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  return (
    <nav className="tabs" aria-label={t('nav.main')}>
      {PLACES.slice(0, 4).map(({ to, name, icon }) => (
        <Link key={to} to={to} className="tab" activeProps={{ className: 'active' }}>
          {icon}
          {t(`nav.short.${name}`)}
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
