import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { EstimateSettings, Id } from '@/api/types'
import { useMay } from '@/app/permission'
import { SettingsPanel } from './SettingsPanel'
import { useEstimateSettings } from './useEstimateSettings'
import { useSaved } from './useSaved'

/** How a site's customers pay the deposit that an estimate asks for. */
export function DepositSettings({ site }: { site: Id }) {
  const { t } = useTranslation()
  const { data } = useEstimateSettings(site)
  if (!data) return null
  return (
    <SettingsPanel title={t('deposits.settings')} hint={t('deposits.settingsHint')}>
      <Words key={data.deposit_words ?? ''} site={site} settings={data} />
    </SettingsPanel>
  )
}

function Words({ site, settings }: { site: Id; settings: EstimateSettings }) {
  const { t } = useTranslation()
  const may = useMay('site.update')
  const keep = useSaved(['sites', site])
  const [words, setWords] = useState(settings.deposit_words ?? '')
  const save = () => keep(api.put(`/estimate-settings/${site}`, { ...settings, deposit_words: words.trim() || null }))
  return (
    <>
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
          <Button disabled={words.trim() === (settings.deposit_words ?? '')} onClick={save}>
            {t('common.save')}
          </Button>
        </div>
      )}
    </>
  )
}
