import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { AskForDeposit, EstimateSettings, Id } from '@/api/types'
import { useMay } from '@/app/permission'
import { useSite } from '@/app/site'
import { DepositChoice } from '@/features/billing/DepositChoice'
import { MoneyInput } from '@/ui/MoneyInput'
import { SettingsPanel } from './SettingsPanel'
import { useEstimateSettings } from './useEstimateSettings'
import { useSaved } from './useSaved'

/** What a site's estimates ask ahead by themselves, and how its customers pay it. */
export function DepositSettings({ site }: { site: Id }) {
  const { t } = useTranslation()
  const { data } = useEstimateSettings(site)
  if (!data) return null
  return (
    <SettingsPanel title={t('deposits.settings')} hint={t('deposits.settingsHint')}>
      <Words key={JSON.stringify(data)} site={site} settings={data} />
    </SettingsPanel>
  )
}

function Words({ site, settings }: { site: Id; settings: EstimateSettings }) {
  const { t } = useTranslation()
  const may = useMay('site.update')
  const keep = useSaved(['sites', site])
  const currency = useSite()?.currency ?? 'TND'
  const [words, setWords] = useState(settings.deposit_words ?? '')
  const [asked, setAsked] = useState<AskForDeposit>(askedBy(settings))
  const [from, setFrom] = useState(settings.deposit?.from ?? null)
  const asks = typeof asked.share === 'number' || typeof asked.amount === 'number'
  const { deposit: _, ...others } = settings
  const body: EstimateSettings = {
    ...others,
    deposit_words: words.trim() || null,
    ...(asks ? { deposit: { share: asked.share ?? null, amount: asked.amount ?? null, from } } : {}),
  }
  const save = () => keep(api.put(`/estimate-settings/${site}`, body))
  return (
    <>
      {may && (
        <>
          <p>{t('deposits.usual')}</p>
          <DepositChoice value={asked} currency={currency} onChange={setAsked} />
          {asks && (
            <div className="row wrap">
              <span>{t('deposits.usualFrom')}</span>
              <MoneyInput currency={currency} min={1} label={t('deposits.usualFrom')} value={from} onChange={setFrom} />
            </div>
          )}
        </>
      )}
      <Input.TextArea
        dir="auto"
        aria-label={t('deposits.words')}
        placeholder={t('deposits.wordsExample')}
        maxLength={500}
        autoSize={{ minRows: 2 }}
        disabled={!may}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      {may && (
        <div className="row">
          <Button onClick={save}>{t('common.save')}</Button>
        </div>
      )}
    </>
  )
}

function askedBy({ deposit }: EstimateSettings): AskForDeposit {
  if (typeof deposit?.share === 'number') return { share: deposit.share }
  return typeof deposit?.amount === 'number' ? { amount: deposit.amount } : {}
}
