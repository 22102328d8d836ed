import { useQuery } from '@tanstack/react-query'
import { Checkbox } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { EstimateSettings, Id, InvoiceSettings } from '@/api/types'
import { useMay } from '@/app/permission'
import { SettingsPanel } from './SettingsPanel'
import { useEstimateSettings } from './useEstimateSettings'
import { useSaved } from './useSaved'

/** Which documents of a site the customer signs. */
export function SignatureSettings({ site }: { site: Id }) {
  const { t } = useTranslation()
  const may = useMay('site.update')
  const keep = useSaved(['sites', site])
  const estimates = useEstimateSettings(site).data
  const invoices = useQuery({
    queryKey: ['sites', site, 'invoice-settings'],
    queryFn: ({ signal }) => api.get<InvoiceSettings>(`/invoice-settings/${site}`, { signal }),
    enabled: site !== '',
  }).data
  if (!estimates || !invoices) return null
  const workshop = (part: Partial<EstimateSettings>) =>
    keep(api.put(`/estimate-settings/${site}`, { ...estimates, ...part }))
  const box = (name: string, checked: boolean, save: (checked: boolean) => void) => (
    <Checkbox checked={checked} disabled={!may} onChange={({ target }) => save(target.checked)}>
      {t(`workshop.signed.requires.${name}`)}
    </Checkbox>
  )
  return (
    <SettingsPanel title={t('workshop.signed.settings')}>
      {box('estimate', estimates.signature_required, (checked) => workshop({ signature_required: checked }))}
      {box('intake', estimates.intake_signature_required ?? false, (checked) =>
        workshop({ intake_signature_required: checked }),
      )}
      {box('invoice', invoices.signature_required, (checked) =>
        keep(api.put(`/invoice-settings/${site}`, { signature_required: checked })),
      )}
    </SettingsPanel>
  )
}
