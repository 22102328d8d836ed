import { useQueryClient } from '@tanstack/react-query'

/** After a change of a role: whoever shows roles, or people by them, asks anew. */
export function useRolesChanged() {
  const client = useQueryClient()
  return () => Promise.all(['roles', 'users'].map((key) => client.invalidateQueries({ queryKey: [key] })))
}
