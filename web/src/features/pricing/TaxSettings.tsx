import { useQuery } from '@tanstack/react-query'
import { Button, Form } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import { ProblemError } from '@/api/problem'
import type { Id, Problem, SiteTaxRates, TaxRates } from '@/api/types'
import { SettingsPanel } from '@/features/workshop/settings/SettingsPanel'
import { useSaved } from '@/features/workshop/settings/useSaved'
import { applyProblem } from '@/ui/applyProblem'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { Percent } from '@/ui/Quantity'
import { RecordGate } from '@/ui/RecordGate'
import { ScaledInput } from '@/ui/ScaledInput'

const FIELDS = ['labour', 'part', 'fee', 'sublet', 'tyre_fee'] as const satisfies (keyof TaxRates)[]

/** At which rate a site's new orders are taxed, by what a line is. */
export function TaxSettings({ site }: { site: Id }) {
  const { t } = useTranslation()
  const query = useQuery({
    queryKey: ['work-orders', 'tax-rates', site],
    queryFn: ({ signal }) => api.get<SiteTaxRates>(`/workshops/${site}/tax-rates`, { signal }),
  })
  return (
    <SettingsPanel title={t('taxes.title')} hint={t('taxes.hint')}>
      <RecordGate query={query}>{(rates) => <Rates key={rates.version} rates={rates} />}</RecordGate>
    </SettingsPanel>
  )
}

type Values = Partial<Record<keyof TaxRates, number | null>>

function Rates({ rates }: { rates: SiteTaxRates }) {
  const { site_id, version, standard, country_standard: country, usual, chosen, actions } = rates
  const { t } = useTranslation()
  const [form] = Form.useForm<Values>()
  const [problem, setProblem] = useState<Problem | null>(null)
  const saved = useSaved()
  const fee = Form.useWatch('fee', form)
  const may = actions.includes('update')
  const save = async (values: Values) => {
    setProblem(null)
    const request = api.put<SiteTaxRates>(`/workshops/${site_id}/tax-rates`, values, { version })
    await request.then(
      () => saved(request),
      (refusal: unknown) => setProblem(applyProblem(form, refusal)),
    )
  }
  const otherwise = (field: keyof TaxRates) =>
    field === 'tyre_fee' ? (fee ?? usual.tyre_fee ?? usual.fee ?? standard) : (usual[field] ?? standard)
  const label = (field: keyof TaxRates) => {
    if (field === 'tyre_fee') return t('taxes.tyreFee')
    return field === 'part' ? t('taxes.part') : t(`workshop.kind.${field}`)
  }
  return (
    <Form
      name="taxes"
      form={form}
      layout="vertical"
      requiredMark={false}
      disabled={!may}
      initialValues={chosen}
      onFinish={save}
    >
      {country !== null && country !== undefined && country !== standard && (
        <p className="note">
          {t('taxes.country')} <Percent value={country} /> · {t('taxes.site')} <Percent value={standard} />
        </p>
      )}
      <div className="form-row">
        {FIELDS.map((field) => (
          <Form.Item
            key={field}
            name={field}
            label={label(field)}
            extra={
              <>
                {t('taxes.otherwise')} <Percent value={otherwise(field)} />
              </>
            }
          >
            <ScaledInput decimals={2} min={0} max={10_000} suffix="%" />
          </Form.Item>
        ))}
      </div>
      {problem && <ProblemAlert error={new ProblemError(problem)} />}
      {may && (
        <Button type="primary" htmlType="submit" aria-label={`${t('common.save')} · ${t('taxes.title')}`}>
          {t('common.save')}
        </Button>
      )}
    </Form>
  )
}
