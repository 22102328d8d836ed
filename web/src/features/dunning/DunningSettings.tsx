import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Id } from '@/api/types'
import { SettingsPanel } from '@/features/workshop/settings/SettingsPanel'
import { Tag } from '@/ui/StatusTag'
import { dunningSettings } from './commands'
import { TONES } from './words'

const DunningDrawer = lazy(async () => ({ default: (await import('./DunningDrawer')).DunningDrawer }))

/** In which steps a site reminds of what is unpaid. */
export function DunningSettings({ site }: { site: Id }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const { data } = useQuery(dunningSettings(site))
  if (!data) return null
  const { mode, steps, actions } = data
  return (
    <SettingsPanel title={t('dunning.settings')} hint={t('dunning.settingsHint')}>
      <div className="row wrap">
        <strong>{t(`dunning.modes.${mode}`)}</strong>
        {mode !== 'off' &&
          steps.map(({ days, tone }) => (
            <Tag key={days} tone={TONES[tone]}>
              {t('dunning.afterDays', { count: days })} · {t(`dunning.tones.${tone}`)}
            </Tag>
          ))}
        <span className="grow" />
        {actions.includes('update') && (
          <Button onClick={() => setOpen(true)} aria-label={`${t('eInvoices.set')} ${t('dunning.settings')}`}>
            {t('eInvoices.set')}
          </Button>
        )}
      </div>
      <Suspense fallback={null}>
        {open && <DunningDrawer site={site} settings={data} onClose={() => setOpen(false)} />}
      </Suspense>
    </SettingsPanel>
  )
}
