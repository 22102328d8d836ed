import { api } from '@/api/client'
import type { Id, NewPushDevice, Page, PushDevice, PushKey, PushTrial } from '@/api/types'
import { given, subscription, told } from '@/ui/push'

/** Which device of whom this browser is, as far as it remembers. */
interface Kept {
  device: Id
  user: Id
}
const KEPT = 'ecar.push'
export const kept = (): Kept | null => JSON.parse(localStorage.getItem(KEPT) ?? 'null')

/** False when the browser's owner said no. */
export async function switchOn(user: Id): Promise<boolean> {
  const device = await subscription(() => api.get<PushKey>('/push/key'))
  if (device) await tell(device, user)
  return device !== null
}

async function tell(body: NewPushDevice, user: Id): Promise<void> {
  const device = await api.post<PushDevice>('/push/devices', body)
  localStorage.setItem(KEPT, JSON.stringify({ device: device.id, user } satisfies Kept))
}

/** At the start of the app: browsers change their address now and then. What somebody else left behind here is given up. */
export async function keepUp(user: Id): Promise<void> {
  const before = kept()
  if (!before) return
  const subscription = await given()
  if (subscription && before.user === user) return tell(told(subscription), user)
  localStorage.removeItem(KEPT)
  await subscription?.unsubscribe()
}

/** This browser, or another of one's own, is told nothing any more. */
export async function switchOff(device: Id): Promise<void> {
  await api.del(`/push/devices/${device}`)
  if (kept()?.device !== device) return
  localStorage.removeItem(KEPT)
  await (await given())?.unsubscribe()
}

/** Before signing out. */
export async function leave(): Promise<void> {
  const device = kept()?.device
  if (device) await switchOff(device).catch(() => {})
}

export const pushDevices = {
  queryKey: ['push', 'devices'],
  queryFn: ({ signal }: { signal: AbortSignal }) => api.get<Page<PushDevice>>('/push/devices', { signal }),
}
export const tryPush = () => api.post<PushTrial>('/push/trial', {})
