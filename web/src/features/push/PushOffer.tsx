import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useByPin, useMe } from '@/app/session'
import { hindrance } from '@/ui/push'
import { kept, pushDevices, switchOn } from './push'

/** Beside the news: to hear them while the app is closed, too. Nothing where that cannot be, or is so already. */
export function PushOffer() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const me = useMe()
  const [declined, setDeclined] = useState(useByPin() || hindrance() !== null)
  const { data } = useQuery({ ...pushDevices, enabled: !declined })
  if (declined || !me || !data || data.items.some(({ id }) => id === kept()?.device)) return null
  const on = async () => {
    const is = await switchOn(me.id).catch(() => false)
    setDeclined(!is)
    await client.invalidateQueries({ queryKey: ['push'] })
  }
  return (
    <p className="row wrap push-offer">
      <span className="grow">{t('push.offer')}</span>
      <Button onClick={on}>{t('push.on')}</Button>
    </p>
  )
}
