import { useQuery } from '@tanstack/react-query'
import { api } from '@/api/client'
import type { CustomerTag, Id } from '@/api/types'
import { Tag } from './StatusTag'

const ALL: CustomerTag[] = []

/** The garage's tags, the retired ones too. */
export function useCustomerTags() {
  return useQuery({
    queryKey: ['customers', 'tags'],
    queryFn: async ({ signal }) => {
      const { items } = await api.get<{ items: CustomerTag[] }>('/customer-tags', { signal })
      return items.sort((one, other) => one.name.localeCompare(other.name))
    },
    staleTime: 60_000,
  })
}

/** A customer's tags in their colours, by name. */
export function CustomerTags({ ids }: { ids: Id[] }) {
  const tags = useCustomerTags().data ?? ALL
  if (ids.length === 0) return null
  return tags
    .filter(({ id }) => ids.includes(id))
    .map(({ id, name, colour }) => (
      <Tag key={id} tone={colour}>
        <bdi>{name}</bdi>
      </Tag>
    ))
}
