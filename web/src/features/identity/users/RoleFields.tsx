import { Form, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useMe } from '@/app/session'
import { useRoleName, useRoles } from '../roles/names'
import { PlacesInput } from './PlacesInput'

/** The form's fields `everywhere_role`, which only the owner of all sites gives, and `sites`. */
export function RoleFields({ permission }: { permission: string }) {
  const { t } = useTranslation()
  const roles = useRoles()
  const roleName = useRoleName()
  const everywhere = useMe()?.superuser
  return (
    <>
      {everywhere && (
        <Form.Item name="everywhere_role" label={t('users.everywhereRole')} extra={t('users.everywhereHint')}>
          <Select
            allowClear
            placeholder={t('users.noRole')}
            options={roles.data?.map(({ id }) => ({ value: id, label: roleName(id) }))}
          />
        </Form.Item>
      )}
      <Form.Item name="sites" label={t('users.siteRoles')}>
        <PlacesInput permission={permission} />
      </Form.Item>
    </>
  )
}
