import { TagOutlined } from '@ant-design/icons'
import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { WorkOrder } from '@/api/types'
import { useMay } from '@/app/permission'

/** A label for the car's key: scanned, it opens the order. */
export function KeyLabel({ order }: { order: WorkOrder }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const may = useMay('product.read')
  const tag = order.key_tag ? ` · ${order.key_tag}` : ''
  if (!may || !order.vehicle) return null
  const { plate, label } = order.vehicle
  const search = { kind: 'tag', code: order.number, title: plate, detail: `${label}${tag}` }
  return (
    <div>
      <Button
        icon={<TagOutlined />}
        onClick={() => navigate({ to: '/store/$', params: { _splat: 'labels' }, search: search as never })}
      >
        {t('labels.key')}
      </Button>
    </div>
  )
}
