import { CompassOutlined } from '@ant-design/icons'
import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '@/ui/EmptyState'

export function NotFound() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const home = (
    <Button type="primary" onClick={() => navigate({ to: '/board' })}>
      {t('app.backToBoard')}
    </Button>
  )
  return <EmptyState icon={<CompassOutlined />} title={t('app.notFound')} text={t('app.notFoundText')} action={home} />
}
