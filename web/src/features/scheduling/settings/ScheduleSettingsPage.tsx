import { CalendarOutlined } from '@ant-design/icons'
import { useNavigate } from '@tanstack/react-router'
import { Button, Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { useSiteId } from '@/app/site'
import { PageHeader } from '@/ui/PageHeader'
import { useUrlState } from '@/ui/useUrlState'
import { LockedDays } from './LockedDays'
import { Resources } from './Resources'
import { Rules } from './Rules'
import { Services } from './Services'
import '../schedule.css'

const PARTS = ['resources', 'services', 'lockedDays', 'rules'] as const
type Part = (typeof PARTS)[number]

/** What a site books: with whom, where, what, and when not. */
export function ScheduleSettingsPage() {
  const { t } = useTranslation()
  const site = useSiteId()
  const navigate = useNavigate()
  const [url, setUrl] = useUrlState()
  const part: Part = PARTS.find((one) => one === url.part) ?? 'resources'
  return (
    <div className="stack sched-settings">
      <PageHeader
        title={t('schedule.settings')}
        actions={
          <Button icon={<CalendarOutlined />} onClick={() => navigate({ to: '/schedule' })}>
            {t('nav.schedule')}
          </Button>
        }
      />
      <div>
        <Segmented<Part>
          aria-label={t('schedule.settings')}
          value={part}
          onChange={(next) => setUrl({ part: next })}
          options={PARTS.map((value) => ({ value, label: t(`schedule.part.${value}`) }))}
        />
      </div>
      {part === 'resources' && <Resources site={site} />}
      {part === 'services' && <Services site={site} />}
      {part === 'lockedDays' && <LockedDays site={site} />}
      {part === 'rules' && <Rules site={site} />}
    </div>
  )
}
