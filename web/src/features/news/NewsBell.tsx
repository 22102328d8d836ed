import { BellOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Badge, Button } from 'antd'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '@/app/session'
import { keepUp } from '@/features/push/push'
import { unseenNews } from './commands'

const NewsDrawer = lazy(async () => ({ default: (await import('./NewsDrawer')).NewsDrawer }))

/** Whether there is something that this person should know, and the way to it. */
export function NewsBell() {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const { data } = useQuery(unseenNews)
  const me = useMe()?.id
  useEffect(() => {
    if (me) keepUp(me).catch(() => {})
  }, [me])
  const count = data?.count ?? 0
  const name = count > 0 ? t('news.bell', { count }) : t('news.title')
  return (
    <>
      <Badge count={count} overflowCount={99} size="small">
        <Button type="text" icon={<BellOutlined />} aria-label={name} title={name} onClick={() => setOpen(true)} />
      </Badge>
      <Suspense fallback={null}>{open && <NewsDrawer onClose={() => setOpen(false)} />}</Suspense>
    </>
  )
}
