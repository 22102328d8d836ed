import { useQuery } from '@tanstack/react-query'
import { Checkbox } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { EstimateSettings, Id, InvoiceSettings } from '@/api/types'
import { useMay } from '@/app/permission'
import { SettingsPanel } from './SettingsPanel'
import { useSaved } from './useSaved'

/** Which documents of a site the customer signs. */
export function SignatureSettings({ site }: { site: Id }) {
  const { t } = useTranslation()
  const may = useMay('site.update')
  const key = ['sites', site, 'signatures']
  const keep = useSaved(key)
  const data = useQuery({
    queryKey: key,
    queryFn: async ({ signal }) => ({
      workshop: await api.get<EstimateSettings>(`/estimate-settings/${site}`, { signal }),
      billing: await api.get<InvoiceSettings>(`/invoice-settings/${site}`, { signal }),
    }),
    enabled: site !== '',
  }).data
  if (!data) return null
  const workshop = (part: Partial<EstimateSettings>) =>
    keep(api.put(`/estimate-settings/${site}`, { ...data.workshop, ...part }))
  const box = (name: string, checked: boolean, save: (checked: boolean) => void) => (
    <Checkbox checked={checked} disabled={!may} onChange={({ target }) => save(target.checked)}>
      {t(`workshop.signed.requires.${name}`)}
    </Checkbox>
  )
  return (
    <SettingsPanel title={t('workshop.signed.settings')}>
      {box('estimate', data.workshop.signature_required, (checked) => workshop({ signature_required: checked }))}
      {box('intake', data.workshop.intake_signature_required ?? false, (checked) =>
        workshop({ intake_signature_required: checked }),
      )}
      {box('invoice', data.billing.signature_required, (checked) =>
        keep(api.put(`/invoice-settings/${site}`, { signature_required: checked })),
      )}
    </SettingsPanel>
  )
}
