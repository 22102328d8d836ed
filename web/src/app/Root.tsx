import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { App, ConfigProvider } from 'antd'
import { useEffect } from 'react'
import { router } from '@/router'
import { useLanguage } from '@/ui/useLanguage'
import { direction, useAntdLocale } from './locale'
import { queryClient } from './query'
import { useMe } from './session'
import { antdTheme, useLessMotion, useMode } from './theme'

export function Root() {
  const mode = useMode()
  const lessMotion = useLessMotion()
  const language = useLanguage()
  const locale = useAntdLocale()
  const signedIn = useMe() !== null
  // biome-ignore lint/correctness/useExhaustiveDependencies: guards run again when someone signs in or out
  useEffect(() => {
    router.invalidate()
  }, [signedIn])
  return (
    <ConfigProvider locale={locale} direction={direction(language)} theme={antdTheme(mode, !lessMotion)}>
      <App component={false} message={{ maxCount: 3 }}>
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </App>
    </ConfigProvider>
  )
}
