import { useQueryClient } from '@tanstack/react-query'
import { Outlet } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BottomTabs } from './BottomTabs'
import { Header } from './Header'
import { followLive } from './live'
import { SideNav } from './SideNav'

const Palette = lazy(() => import('./Palette').then(({ Palette }) => ({ default: Palette })))

/** What stands around every page: navigation, header, search, live updates. */
export function Shell() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [searching, setSearching] = useState(false)
  useEffect(() => {
    const stop = new AbortController()
    followLive(client, stop.signal)
    return () => stop.abort()
  }, [client])
  useEffect(() => {
    const keyDown = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      setSearching((open) => !open)
    }
    window.addEventListener('keydown', keyDown)
    return () => window.removeEventListener('keydown', keyDown)
  }, [])
  return (
    <div className="shell">
      <a className="skip" href="#main">
        {t('app.skip')}
      </a>
      <SideNav />
      <Header onSearch={() => setSearching(true)} />
      <main className="main" id="main" tabIndex={-1}>
        <Outlet />
      </main>
      <BottomTabs />
      <Suspense>{searching && <Palette onClose={() => setSearching(false)} />}</Suspense>
    </div>
  )
}
