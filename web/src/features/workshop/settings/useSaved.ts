import { type QueryKey, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useTranslation } from 'react-i18next'
import { errorText } from '@/api/problem'

/** Says what became of a choice, and reads anew what it changes. */
export function useSaved(queryKey: QueryKey = ['work-orders']) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const client = useQueryClient()
  return (request: Promise<unknown>) =>
    request
      .then(
        () => message.success(t('settings.saved')),
        (error: unknown) => message.error(errorText(error)),
      )
      .finally(() => client.invalidateQueries({ queryKey }))
}
