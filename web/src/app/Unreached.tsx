import { WarningOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '@/ui/EmptyState'
import { restoreSession } from './session'
import './unreached.css'

const LOOK_EVERY = 5_000

/** Shown at start where nobody answers (so it is no chunk of its own): the app waits for the connection instead of asking people to sign in. */
export function Unreached({ onReached }: { onReached: () => void }) {
  const { t } = useTranslation()
  const [asks, setAsks] = useState(false)
  const ask = useCallback(async () => {
    setAsks(true)
    const isReached = await restoreSession()
    setAsks(false)
    if (isReached) onReached()
  }, [onReached])
  useEffect(() => {
    const timer = setInterval(ask, LOOK_EVERY)
    window.addEventListener('online', ask)
    return () => {
      clearInterval(timer)
      window.removeEventListener('online', ask)
    }
  }, [ask])
  const again = (
    <Button type="primary" size="large" loading={asks} onClick={ask}>
      {t('app.tryAgain')}
    </Button>
  )
  return (
    <main className="unreached">
      <EmptyState icon={<WarningOutlined />} title={t('app.unreached')} text={t('app.unreachedText')} action={again} />
    </main>
  )
}
