import { WarningOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { errorText } from '@/api/problem'
import { EmptyState } from '@/ui/EmptyState'

/** Shown in place of a page that broke. */
export function PageError({ error }: { error: unknown }) {
  const { t } = useTranslation()
  const again = (
    <Button type="primary" onClick={() => window.location.reload()}>
      {t('app.reload')}
    </Button>
  )
  return <EmptyState icon={<WarningOutlined />} title={t('app.broken')} text={errorText(error)} action={again} />
}
