import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { errorText } from '@/api/problem'
import { mayAt } from '@/app/may'
import { useMe } from '@/app/session'
import { useSiteId } from '@/app/site'
import { pricesChanged } from './queries'

export function useMayConfigure() {
  return mayAt(useMe(), useSiteId(), 'price.configure')
}

/** Does something to prices, shows a refusal, and reads them again. */
export function useChangePrices() {
  const { message } = App.useApp()
  const client = useQueryClient()
  return (request: () => Promise<unknown>) =>
    request()
      .catch((error: unknown) => message.error(errorText(error)))
      .then(() => pricesChanged(client))
}
