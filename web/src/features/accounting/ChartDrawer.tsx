import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { ChartOfAccounts, Id } from '@/api/types'
import { FormDrawer } from '@/ui/FormDrawer'

const ACCOUNTS = [
  'customers',
  'advances',
  'goods',
  'services',
  'vat',
  'stamp_duty',
  'levies',
  'cash',
  'bank',
  'cards',
  'cheques',
  'withholding',
  'over',
  'short',
  'rounding_gain',
  'rounding_loss',
  'discounts',
] as const satisfies (keyof ChartOfAccounts)[]

/** The accounts that entries are posted to from the next export on. */
export function ChartDrawer({ site, onClose }: { site: Id; onClose: () => void }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const client = useQueryClient()
  const [form] = Form.useForm<ChartOfAccounts>()
  const path = `/charts-of-accounts/${site}`
  const chart = useQuery({
    queryKey: ['charts-of-accounts', site],
    queryFn: ({ signal }) => api.get<ChartOfAccounts>(path, { signal }),
  }).data
  if (!chart) return null
  const save = async (accounts: ChartOfAccounts) => {
    await api.put(path, accounts)
    message.success(t('accounting.chartKept'))
    for (const stale of ['charts-of-accounts', 'journals']) await client.invalidateQueries({ queryKey: [stale] })
  }
  return (
    <FormDrawer<ChartOfAccounts>
      title={t('accounting.chart')}
      form={form}
      initial={chart}
      onSave={save}
      onClose={onClose}
    >
      <p className="muted">{t('accounting.chartHint')}</p>
      {ACCOUNTS.map((name) => (
        <Form.Item
          key={name}
          name={name}
          label={t(`accounting.of.${name}`)}
          rules={[{ required: true, message: t('form.required') }]}
        >
          <Input className="code" dir="ltr" maxLength={20} />
        </Form.Item>
      ))}
    </FormDrawer>
  )
}
