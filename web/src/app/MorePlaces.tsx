import { Drawer } from 'antd'
import { useTranslation } from 'react-i18next'
import { PlaceList } from './SideNav'

export function MorePlaces({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Drawer open onClose={onClose} placement="bottom" size={520} title={t('nav.more')}>
      <PlaceList onGo={onClose} />
    </Drawer>
  )
}
