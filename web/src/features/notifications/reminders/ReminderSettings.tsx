import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Id } from '@/api/types'
import { SettingsPanel } from '@/features/workshop/settings/SettingsPanel'
import { Tag } from '@/ui/StatusTag'
import { reminderSettings } from './commands'
import { useHour } from './useHour'

const ReminderDialog = lazy(async () => ({ default: (await import('./ReminderDialog')).ReminderDialog }))

/** Whether and when a site reminds people of what is due. */
export function ReminderSettings({ site }: { site: Id }) {
  const { t } = useTranslation()
  const hourOf = useHour()
  const [open, setOpen] = useState(false)
  const { data } = useQuery(reminderSettings(site))
  if (!data) return null
  const { enabled, hour, days, kinds, actions } = data
  return (
    <SettingsPanel title={t('reminders.settings')} hint={t('reminders.settingsHint')}>
      <div className="row wrap">
        <strong>{enabled ? t('reminders.at', { hour: hourOf(hour) }) : t('reminders.off')}</strong>
        {enabled &&
          days.map((count) => (
            <Tag key={count} tone="teal">
              {t('reminders.daysBefore', { count })}
            </Tag>
          ))}
        {enabled && <span className="muted">{kinds.map((kind) => t(`reminders.kind.${kind}`)).join(' · ')}</span>}
        <span className="grow" />
        {actions.includes('set') && (
          <Button onClick={() => setOpen(true)} aria-label={`${t('eInvoices.set')} ${t('reminders.settings')}`}>
            {t('eInvoices.set')}
          </Button>
        )}
      </div>
      <Suspense fallback={null}>{open && <ReminderDialog settings={data} onClose={() => setOpen(false)} />}</Suspense>
    </SettingsPanel>
  )
}
