import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Id } from '@/api/types'
import { SettingsPanel } from '@/features/workshop/settings/SettingsPanel'
import { feedbackSettings } from './commands'

const FeedbackDialog = lazy(async () => ({ default: (await import('./FeedbackDialog')).FeedbackDialog }))

/** Whether and when a site asks customers how their visits were. */
export function FeedbackSettings({ site }: { site: Id }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const { data } = useQuery(feedbackSettings(site))
  if (!data) return null
  return (
    <SettingsPanel title={t('feedback.settings')} hint={t('feedback.settingsHint')}>
      <div className="row wrap">
        <strong className="grow">
          {data.enabled ? t('feedback.on', { hours: data.after_hours, days: data.every_days }) : t('feedback.off')}
        </strong>
        {data.actions.includes('set') && (
          <Button onClick={() => setOpen(true)} aria-label={`${t('eInvoices.set')} ${t('feedback.settings')}`}>
            {t('eInvoices.set')}
          </Button>
        )}
      </div>
      <Suspense fallback={null}>{open && <FeedbackDialog settings={data} onClose={() => setOpen(false)} />}</Suspense>
    </SettingsPanel>
  )
}
