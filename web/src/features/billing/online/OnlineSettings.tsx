import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Id, PaymentAccount } from '@/api/types'
import { useMay } from '@/app/permission'
import { SettingsPanel } from '@/features/workshop/settings/SettingsPanel'
import { Tag } from '@/ui/StatusTag'
import { AccountDialog } from './AccountDialog'
import { onlinePayments, PROVIDERS } from './commands'

/** At which providers a site's invoices can be paid. */
export function OnlineSettings({ site }: { site: Id }) {
  const { t } = useTranslation()
  const may = useMay('site.update')
  const [edited, setEdited] = useState<PaymentAccount | null>(null)
  const { data } = useQuery(onlinePayments(site))
  if (!data) return null
  return (
    <SettingsPanel title={t('online.settings')} hint={t('online.settingsHint')}>
      {data.accounts.map((account) => (
        <div key={account.provider} className="row">
          <strong>{PROVIDERS[account.provider]}</strong>
          <Tag tone={account.enabled ? 'green' : 'grey'}>{t(account.enabled ? 'online.on' : 'online.off')}</Tag>
          {account.enabled && account.test_mode && <Tag tone="violet">{t('online.test')}</Tag>}
          <span className="grow" />
          {may && (
            <Button onClick={() => setEdited(account)} aria-label={`${t('online.set')} ${PROVIDERS[account.provider]}`}>
              {t('online.set')}
            </Button>
          )}
        </div>
      ))}
      {edited && <AccountDialog site={site} account={edited} onClose={() => setEdited(null)} />}
    </SettingsPanel>
  )
}
