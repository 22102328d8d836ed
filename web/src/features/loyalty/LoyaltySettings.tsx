import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Id } from '@/api/types'
import { SettingsPanel } from '@/features/workshop/settings/SettingsPanel'
import { formatMoney } from '@/ui/currency'
import { Tag } from '@/ui/StatusTag'
import { useLanguage } from '@/ui/useLanguage'
import { loyaltySettings } from './queries'

const LoyaltyDrawer = lazy(async () => ({ default: (await import('./LoyaltyDrawer')).LoyaltyDrawer }))

/** What a site's customers earn, and what points are worth. */
export function LoyaltySettings({ site }: { site: Id }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const [open, setOpen] = useState(false)
  const { data } = useQuery(loyaltySettings(site))
  if (!data) return null
  const { is_on, per_visit: visit, amount_per_point: each, levels, currency, actions } = data
  const money = (amount: number) => formatMoney(amount, currency, language)
  const rule = each === 0 ? 'loyalty.ruleVisits' : 'loyalty.rule'
  return (
    <SettingsPanel title={t('loyalty.settings')} hint={t('loyalty.settingsHint')}>
      <div className="row wrap">
        <strong>{is_on ? t(rule, { visit, amount: money(each), worth: money(data.worth) }) : t('loyalty.off')}</strong>
        {is_on &&
          levels.map(({ name, from, bonus }) => (
            <Tag key={name} tone="amber">
              <bdi>{name}</bdi> · {t('loyalty.points', { count: from })} · {t('loyalty.bonus', { bonus })}
            </Tag>
          ))}
        {is_on && data.referral > 0 && (
          <span className="muted">{t('loyalty.ruleReferral', { count: data.referral })}</span>
        )}
        <span className="grow" />
        {actions.includes('update') && (
          <Button onClick={() => setOpen(true)} aria-label={`${t('loyalty.set')} ${t('loyalty.settings')}`}>
            {t('loyalty.set')}
          </Button>
        )}
      </div>
      <Suspense fallback={null}>
        {open && <LoyaltyDrawer site={site} settings={data} onClose={() => setOpen(false)} />}
      </Suspense>
    </SettingsPanel>
  )
}
