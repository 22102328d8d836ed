import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { App, ConfigProvider } from 'antd'
import { lazy, Suspense, useCallback, useEffect, useState } from 'react'
import { router } from '@/router'
import { useLanguage } from '@/ui/useLanguage'
import { useExpired } from './expiry'
import { direction, useAntdLocale } from './locale'
import { pageNonce } from './nonce'
import { queryClient } from './query'
import { useMe } from './session'
import { antdTheme, useLessMotion, useMode } from './theme'
import { Unreached } from './Unreached'

const SignInAgain = lazy(() =>
  import('@/features/identity/SignInAgain').then((part) => ({ default: part.SignInAgain })),
)

/** `reached`: whether the garage answered at start. */
export function Root(props: { reached: boolean }) {
  const [reached, setReached] = useState(props.reached)
  const open = useCallback(() => setReached(true), [])
  const mode = useMode()
  const lessMotion = useLessMotion()
  const language = useLanguage()
  const locale = useAntdLocale()
  const signedIn = useMe() !== null
  const expired = useExpired()
  // biome-ignore lint/correctness/useExhaustiveDependencies: guards run again when someone signs in or out
  useEffect(() => {
    router.invalidate()
  }, [signedIn])
  return (
    <ConfigProvider
      csp={{ nonce: pageNonce() }}
      locale={locale}
      direction={direction(language)}
      theme={antdTheme(mode, !lessMotion)}
    >
      {/* Notices of the App ask the API too. */}
      <QueryClientProvider client={queryClient}>
        <App component={false} message={{ maxCount: 3 }}>
          {reached ? <RouterProvider router={router} /> : <Unreached onReached={open} />}
          <Suspense>{expired && <SignInAgain />}</Suspense>
        </App>
      </QueryClientProvider>
    </ConfigProvider>
  )
}
