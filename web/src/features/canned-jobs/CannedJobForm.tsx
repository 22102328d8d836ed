import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { Button, Form, Input, Select } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Amount, CannedJob, CannedJobInput, CannedProduct, Id, InspectionNames } from '@/api/types'
import { useSite, useSiteId } from '@/app/site'
import { useTemplates } from '@/features/inspections/queries'
import { useLabourRates } from '@/features/pricing/queries'
import { FormDrawer } from '@/ui/FormDrawer'
import { MoneyInput } from '@/ui/MoneyInput'
import { ScaledInput } from '@/ui/ScaledInput'
import { useLanguage } from '@/ui/useLanguage'
import { createCannedJob, updateCannedJob } from './commands'
import { ProductPicker } from './ProductPicker'

const LANGUAGES = ['fr', 'ar', 'en'] as const

interface Fields {
  names: InspectionNames
  concern?: string | null
  correction?: string | null
  content: {
    labour: { description?: string | null; hours: number; rate?: string | null }[]
    parts: { product_id?: Id | null; role?: string | null; quantity: number }[]
    fees: { description: string; unit_price: Amount }[]
    reminder?: { months?: number | null; km?: number | null } | null
  }
  package_price?: Amount | null
  inspection_template_id?: Id | null
}

/** A canned job, whole. */
export function CannedJobForm({ job, onClose }: { job?: CannedJob; onClose: () => void }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const client = useQueryClient()
  const currency = useSite()?.currency ?? 'TND'
  const templates = useTemplates().data?.items ?? []
  const [form] = Form.useForm<Fields>()
  const save = async (fields: Fields) => {
    const body = bodyOf(fields, job)
    await (job ? updateCannedJob(job, body) : createCannedJob(body))
    await client.invalidateQueries({ queryKey: ['canned-jobs'] })
  }
  return (
    <FormDrawer<Fields>
      title={job?.names[language] ?? t('cannedJobs.new')}
      form={form}
      initial={job ? fieldsOf(job) : { names: {}, content: { labour: [{ hours: 1000 }], parts: [], fees: [] } }}
      onSave={save}
      onClose={onClose}
      size={760}
    >
      <div className="form-row">
        {LANGUAGES.map((code) => (
          <Form.Item
            key={code}
            name={['names', code]}
            label={`${t('cannedJobs.name')} · ${code.toUpperCase()}`}
            rules={code === language ? [{ required: true, whitespace: true, message: t('form.required') }] : []}
          >
            <Input dir={code === 'ar' ? 'rtl' : 'ltr'} autoComplete="off" maxLength={80} />
          </Form.Item>
        ))}
      </div>
      <Labour />
      <Parts products={job?.products ?? []} />
      <Fees currency={currency} />
      <div className="form-row">
        <Form.Item name="package_price" label={t('cannedJobs.package')} extra={t('cannedJobs.packageHint')}>
          <MoneyInput currency={currency} min={0} />
        </Form.Item>
        <Form.Item name="inspection_template_id" label={t('cannedJobs.inspection')}>
          <Select allowClear options={templates.map(({ id, names }) => ({ value: id, label: names[language] }))} />
        </Form.Item>
      </div>
      <div className="form-row">
        <Form.Item
          name={['content', 'reminder', 'months']}
          label={t('cannedJobs.againMonths')}
          extra={t('cannedJobs.againHint')}
        >
          <ScaledInput decimals={0} min={1} max={240} />
        </Form.Item>
        <Form.Item name={['content', 'reminder', 'km']} label={t('cannedJobs.againKm')}>
          <ScaledInput decimals={0} min={100} max={1_000_000} suffix="km" />
        </Form.Item>
      </div>
      <Form.Item name="concern" label={t('cannedJobs.concern')}>
        <Input.TextArea dir="auto" autoSize={{ minRows: 1, maxRows: 4 }} maxLength={2000} />
      </Form.Item>
      <Form.Item name="correction" label={t('workshop.correction')}>
        <Input.TextArea dir="auto" autoSize={{ minRows: 1, maxRows: 4 }} maxLength={5000} />
      </Form.Item>
    </FormDrawer>
  )
}

interface RowsProps {
  name: 'labour' | 'parts' | 'fees'
  title: string
  add: string
  fresh: object
  children: (place: number) => ReactNode
}

/** Lines of one kind, each with a button that takes it away. */
function Rows({ name, title, add, fresh, children }: RowsProps) {
  const { t } = useTranslation()
  return (
    <section className="panel panel-body stack" aria-label={title}>
      <h3 className="panel-title">{title}</h3>
      <Form.List name={['content', name]}>
        {(rows, { add: append, remove }) => (
          <>
            {rows.map((row) => (
              <div key={row.key} className="row">
                <div className="form-row grow">{children(row.name)}</div>
                <Button
                  type="text"
                  danger
                  icon={<DeleteOutlined />}
                  aria-label={`${t('cannedJobs.remove')} ${row.name + 1}`}
                  onClick={() => remove(row.name)}
                />
              </div>
            ))}
            <Button icon={<PlusOutlined />} onClick={() => append({ ...fresh })}>
              {add}
            </Button>
          </>
        )}
      </Form.List>
    </section>
  )
}

function Labour() {
  const { t } = useTranslation()
  const rates = useLabourRates(useSiteId()).data?.items ?? []
  const required = [{ required: true, message: t('form.required') }]
  return (
    <Rows name="labour" title={t('workshop.kind.labour')} add={t('cannedJobs.addLabour')} fresh={{ hours: 1000 }}>
      {(place) => (
        <>
          <Form.Item name={[place, 'hours']} label={t('cannedJobs.hours')} rules={required}>
            <ScaledInput decimals={3} min={0} />
          </Form.Item>
          <Form.Item name={[place, 'rate']} label={t('cannedJobs.rate')}>
            <Select allowClear options={rates.map(({ name }) => ({ value: name }))} />
          </Form.Item>
          <Form.Item name={[place, 'description']} label={t('cannedJobs.description')}>
            <Input dir="auto" autoComplete="off" maxLength={200} />
          </Form.Item>
        </>
      )}
    </Rows>
  )
}

function Parts({ products }: { products: CannedProduct[] }) {
  const { t } = useTranslation()
  const required = [{ required: true, message: t('form.required') }]
  return (
    <Rows name="parts" title={t('cannedJobs.partsTitle')} add={t('cannedJobs.addPart')} fresh={{ quantity: 1000 }}>
      {(place) => (
        <>
          <Form.Item name={[place, 'role']} label={t('cannedJobs.role')} tooltip={t('cannedJobs.roleHint')}>
            <Input dir="auto" autoComplete="off" maxLength={80} />
          </Form.Item>
          <Form.Item name={[place, 'product_id']} label={t('cannedJobs.article')}>
            <ProductPicker products={products} />
          </Form.Item>
          <Form.Item name={[place, 'quantity']} label={t('workshop.quantity')} rules={required}>
            <ScaledInput decimals={3} min={0} />
          </Form.Item>
        </>
      )}
    </Rows>
  )
}

function Fees({ currency }: { currency: string }) {
  const { t } = useTranslation()
  const required = [{ required: true, message: t('form.required') }]
  return (
    <Rows name="fees" title={t('cannedJobs.feesTitle')} add={t('cannedJobs.addFee')} fresh={{}}>
      {(place) => (
        <>
          <Form.Item name={[place, 'description']} label={t('cannedJobs.description')} rules={required}>
            <Input dir="auto" autoComplete="off" maxLength={200} />
          </Form.Item>
          <Form.Item name={[place, 'unit_price']} label={t('workshop.price')} rules={required}>
            <MoneyInput currency={currency} min={0} />
          </Form.Item>
        </>
      )}
    </Rows>
  )
}

/** What the form does not show stays: the VAT rate of a fee. */
function bodyOf({ names, content, ...fields }: Fields, job: CannedJob | undefined): CannedJobInput {
  const fees = job?.content.fees ?? []
  const vatOf = (description: string) => fees.find((fee) => fee.description === description)?.vat_rate ?? null
  const { months = null, km = null } = content.reminder ?? {}
  return {
    names: { fr: names.fr ?? '', ar: names.ar ?? '', en: names.en ?? '' },
    content: {
      labour: (content.labour ?? []).map(({ description, hours, rate }) => ({
        description: description || null,
        hours,
        rate: rate || null,
      })),
      parts: (content.parts ?? []).map(({ product_id = null, role, quantity }) => ({
        product_id,
        role: role || null,
        quantity,
      })),
      fees: (content.fees ?? []).map((fee) => ({ ...fee, vat_rate: vatOf(fee.description) })),
      reminder: months || km ? { months, km } : undefined,
    },
    concern: fields.concern || null,
    correction: fields.correction || null,
    package_price: fields.package_price ?? null,
    inspection_template_id: fields.inspection_template_id ?? null,
  }
}

function fieldsOf({ names, content, ...job }: CannedJob): Fields {
  const { labour = [], parts = [], fees = [], reminder } = content
  const { concern, correction, package_price, inspection_template_id } = job
  return {
    names,
    content: { labour, parts, fees, reminder },
    concern,
    correction,
    package_price,
    inspection_template_id,
  }
}
