import { useNavigate, useSearch } from '@tanstack/react-router'

export type UrlState = Record<string, string | undefined>

/** View state kept in the address: filters, sort, search words. Setting '' or undefined removes a name. */
export function useUrlState(): [UrlState, (changes: UrlState) => void] {
  const search = useSearch({ strict: false }) as UrlState
  const navigate = useNavigate()
  const set = (changes: UrlState) => {
    const update = (old: UrlState) => {
      const next = Object.entries({ ...old, ...changes }).filter(([, value]) => value)
      return Object.fromEntries(next)
    }
    navigate({ to: '.', search: update as never, replace: true })
  }
  return [search, set]
}
