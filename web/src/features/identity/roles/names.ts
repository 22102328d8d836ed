import { useTranslation } from 'react-i18next'
import type { Role } from '@/api/types'
import { useMayAnywhere } from '@/app/may'
import { useAll } from '@/ui/useAll'

/** The garage's roles, for those who may know them; nobody else asks. */
export function useRoles() {
  const may = [useMayAnywhere('user.read'), useMayAnywhere('role.manage'), useMayAnywhere('api_key.manage')]
  return useAll<Role>('/roles', {}, may.includes(true))
}

/** What a role is called: the garage's own name for it, or a built-in one's in the reader's language. */
export function useRoleName(): (id: string) => string {
  const { t, i18n } = useTranslation()
  const roles = useRoles().data
  return (id) => {
    const own = roles?.find((role) => role.id === id)?.name
    if (own) return own
    return i18n.exists(`role.${id}`) ? t(`role.${id}`) : t('role.own')
  }
}

/** What a permission is called, or its code while it has no name here. */
export function usePermissionName() {
  const { t, i18n } = useTranslation()
  const named = (key: string, code: string) => (i18n.exists(key) ? t(key) : code)
  return {
    permission: (code: string) => named(`permission.${code}`, code),
    group: (code: string) => named(`permissionGroup.${code}`, code),
  }
}
