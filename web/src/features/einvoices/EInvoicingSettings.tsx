import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Id } from '@/api/types'
import { useMay } from '@/app/permission'
import { SettingsPanel } from '@/features/workshop/settings/SettingsPanel'
import { Tag } from '@/ui/StatusTag'
import { Day } from '@/ui/Time'
import { eInvoicing } from './commands'
import { EInvoicingDialog } from './EInvoicingDialog'

/** Whether and how a site's documents leave electronically. */
export function EInvoicingSettings({ site }: { site: Id }) {
  const { t } = useTranslation()
  const may = useMay('site.update')
  const [open, setOpen] = useState(false)
  const { data } = useQuery(eInvoicing(site))
  if (!data) return null
  const { format, since, platform, test_mode, has_signer, participant } = data
  return (
    <SettingsPanel title={t('eInvoices.settings')} hint={t('eInvoices.settingsHint')}>
      <div className="row wrap">
        <strong>{format ? t(`eInvoices.formats.${format}`) : t('eInvoices.off')}</strong>
        {format && since && (
          <span className="muted">
            {t('eInvoices.sinceDay')} <Day day={since} />
          </span>
        )}
        {format && <Tag tone="teal">{t(`eInvoices.platforms.${platform}`)}</Tag>}
        {format && platform === 'peppyrus' && <bdi className="code">{participant}</bdi>}
        {format && test_mode && <Tag tone="violet">{t('eInvoices.test')}</Tag>}
        <span className="grow" />
        {may && (
          <Button onClick={() => setOpen(true)} aria-label={`${t('eInvoices.set')} ${t('eInvoices.settings')}`}>
            {t('eInvoices.set')}
          </Button>
        )}
      </div>
      {format === 'teif' && !has_signer && <p className="note">{t('eInvoices.noSigner')}</p>}
      {open && <EInvoicingDialog site={site} settings={data} onClose={() => setOpen(false)} />}
    </SettingsPanel>
  )
}
