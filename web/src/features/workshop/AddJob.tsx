import { PlusOutlined } from '@ant-design/icons'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WorkOrder } from '@/api/types'
import { addJob } from './commands'
import type { Change } from './WorkOrderPage'

export function AddJob({ order, change }: { order: WorkOrder; change: Change }) {
  const { t } = useTranslation()
  const [title, setTitle] = useState('')
  const add = async () => {
    const words = title.trim()
    if (!words) return
    setTitle('')
    if (!(await change(() => addJob(order.id, { title: words })))) setTitle(words)
  }
  return (
    <div className="row">
      <Input
        size="large"
        prefix={<PlusOutlined />}
        placeholder={t('workshop.addJobPlaceholder')}
        aria-label={t('workshop.addJob')}
        value={title}
        onChange={(event) => setTitle(event.target.value)}
        onPressEnter={add}
      />
      <Button size="large" disabled={!title.trim()} onClick={add}>
        {t('workshop.addJob')}
      </Button>
    </div>
  )
}
