import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { errorText } from '@/api/problem'
import type { Id, MessageSettings, MessageSettingsInput } from '@/api/types'
import { messageSettings, setMessageSettings } from './commands'

export const asSent = ({ quiet_from, quiet_until, off, statuses }: MessageSettings): MessageSettingsInput => ({
  quiet_from,
  quiet_until,
  off,
  statuses,
})

/** A site's settings, and how to change one; none of all sites. */
export function useSettings(site?: Id) {
  const { message } = App.useApp()
  const client = useQueryClient()
  const { data } = useQuery({ ...messageSettings(site ?? ''), enabled: Boolean(site) })
  const change = useMutation({
    mutationFn: (changes: Partial<MessageSettingsInput>) => {
      if (!data) throw new Error('No settings are known')
      return setMessageSettings(data.site_id, data.version, { ...asSent(data), ...changes })
    },
    onSuccess: (next) => client.setQueryData(messageSettings(next.site_id).queryKey, next),
    onError: (error) => {
      message.error(errorText(error))
      client.invalidateQueries({ queryKey: messageSettings(site ?? '').queryKey })
    },
  })
  return { data: site ? data : undefined, change }
}
