import { HourglassOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { useTranslation } from 'react-i18next'
import type { JobActivity } from '@/api/types'

const REASONS: JobActivity[] = ['waiting_approval', 'waiting_parts', 'waiting_bay', 'waiting_diagnosis']

interface Props {
  busy: boolean
  /** What is waited for already. */
  current?: string
  onWait: (activity: JobActivity) => void
}

/** The clock goes on as waiting, for a reason. */
export function WaitButton({ busy, current, onWait }: Props) {
  const { t } = useTranslation()
  const items = REASONS.filter((reason) => reason !== current).map((reason) => ({
    key: reason,
    label: t(`time.activity.${reason}`),
    onClick: () => onWait(reason),
  }))
  return (
    <Dropdown trigger={['click']} menu={{ items }} classNames={{ root: 'wait-reasons' }}>
      <Button size="large" icon={<HourglassOutlined />} disabled={busy}>
        {t('time.wait')}
      </Button>
    </Dropdown>
  )
}
