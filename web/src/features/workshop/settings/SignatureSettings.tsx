import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Checkbox } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import { errorText } from '@/api/problem'
import type { EstimateSettings, Id, InvoiceSettings } from '@/api/types'
import { useMay } from '@/app/permission'

/** Which documents of a site the customer signs. */
export function SignatureSettings({ site }: { site: Id }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const client = useQueryClient()
  const may = useMay('site.update')
  const key = ['sites', site, 'signatures']
  const data = useQuery({
    queryKey: key,
    queryFn: async ({ signal }) => ({
      workshop: await api.get<EstimateSettings>(`/estimate-settings/${site}`, { signal }),
      billing: await api.get<InvoiceSettings>(`/invoice-settings/${site}`, { signal }),
    }),
    enabled: site !== '',
  }).data
  if (!data) return null
  const keep = (request: Promise<unknown>) =>
    request
      .then(
        () => message.success(t('settings.saved')),
        (error: unknown) => message.error(errorText(error)),
      )
      .finally(() => client.invalidateQueries({ queryKey: key }))
  const workshop = (part: Partial<EstimateSettings>) =>
    keep(api.put(`/estimate-settings/${site}`, { ...data.workshop, ...part }))
  const box = (name: string, checked: boolean, save: (checked: boolean) => void) => (
    <Checkbox checked={checked} disabled={!may} onChange={({ target }) => save(target.checked)}>
      {t(`workshop.signed.requires.${name}`)}
    </Checkbox>
  )
  return (
    <section className="panel" aria-label={t('workshop.signed.settings')}>
      <header className="panel-head">
        <h2 className="panel-title">{t('workshop.signed.settings')}</h2>
      </header>
      <div className="panel-body stack">
        {box('estimate', data.workshop.signature_required, (checked) => workshop({ signature_required: checked }))}
        {box('intake', data.workshop.intake_signature_required ?? false, (checked) =>
          workshop({ intake_signature_required: checked }),
        )}
        {box('invoice', data.billing.signature_required, (checked) =>
          keep(api.put(`/invoice-settings/${site}`, { signature_required: checked })),
        )}
      </div>
    </section>
  )
}
