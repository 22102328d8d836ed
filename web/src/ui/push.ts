import type { NewPushDevice, PushKey } from '@/api/types'
import { registered } from '@/app/worker'

/** What stands in the way of telling this browser while the page is closed. */
export type Hindrance = 'install' | 'unsupported' | 'denied'

export function hindrance(): Hindrance | null {
  if (!('serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window)) {
    return /iPhone|iPad/.test(navigator.userAgent) ? 'install' : 'unsupported'
  }
  return Notification.permission === 'denied' ? 'denied' : null
}

/** Asks the browser's owner, then its push service, for a way to tell it; null when its owner said no. */
export async function subscription(key: () => Promise<PushKey>): Promise<NewPushDevice | null> {
  if ((await Notification.requestPermission()) !== 'granted') return null
  await registered()
  const { pushManager } = await navigator.serviceWorker.ready
  await (await pushManager.getSubscription())?.unsubscribe()
  return told(await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: (await key()).key }))
}

/** As the server takes it. */
export function told(subscription: PushSubscription): NewPushDevice {
  const { endpoint = '', keys } = subscription.toJSON()
  return { endpoint, p256dh: keys?.p256dh ?? '', auth: keys?.auth ?? '' }
}

/** What this browser gave before. */
export async function given(): Promise<PushSubscription | null> {
  const registration = await navigator.serviceWorker.getRegistration('/')
  return (await registration?.pushManager.getSubscription()) ?? null
}
