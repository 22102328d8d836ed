import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Form } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import { errorText } from '@/api/problem'
import type { LabourMatrix, LabourTier } from '@/api/types'
import { useSiteId } from '@/app/site'
import { RecordGate } from '@/ui/RecordGate'
import { ScaledInput } from '@/ui/ScaledInput'
import { pricesChanged } from './queries'
import './matrices.css'

/** What an hour costs more, or less, by how many of them a line has. */
export function LabourMatrixPanel() {
  const { t } = useTranslation()
  const site = useSiteId()
  const query = useQuery({
    queryKey: ['prices', 'labour-matrix', site],
    queryFn: ({ signal }) => api.get<LabourMatrix>(`/workshops/${site}/labour-matrix`, { signal }),
    enabled: site !== '',
  })
  return (
    <section className="panel" aria-label={t('labourMatrix.title')}>
      <header className="panel-head">
        <h2 className="panel-title">{t('labourMatrix.title')}</h2>
      </header>
      <div className="panel-body stack">
        <p className="muted">{t('labourMatrix.hint')}</p>
        <RecordGate query={query}>{(matrix) => <Tiers key={matrix.version} matrix={matrix} />}</RecordGate>
      </div>
    </section>
  )
}

function Tiers({ matrix: { site_id, version, tiers, actions } }: { matrix: LabourMatrix }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const client = useQueryClient()
  const may = actions.includes('update')
  const required = [{ required: true, message: t('form.required') }]
  const save = ({ tiers }: { tiers: LabourTier[] }) =>
    api
      .put<LabourMatrix>(`/workshops/${site_id}/labour-matrix`, { tiers }, { version })
      .then(
        () => message.success(t('settings.saved')),
        (error: unknown) => message.error(errorText(error)),
      )
      .finally(() => pricesChanged(client))
  return (
    <Form layout="vertical" requiredMark={false} disabled={!may} initialValues={{ tiers }} onFinish={save}>
      <Form.List name="tiers">
        {(fields, { add, remove }) => (
          <>
            {fields.length === 0 && <p>{t('labourMatrix.none')}</p>}
            {fields.map(({ key, name }, place) => (
              <div key={key} className="tier-row">
                <Form.Item
                  name={[name, 'from_hours']}
                  label={place === 0 ? t('labourMatrix.from') : undefined}
                  rules={required}
                >
                  <ScaledInput decimals={3} min={1} label={t('labourMatrix.from')} />
                </Form.Item>
                <Form.Item
                  name={[name, 'factor']}
                  label={place === 0 ? t('labourMatrix.factor') : undefined}
                  rules={required}
                >
                  <ScaledInput decimals={4} min={1_000} max={50_000} suffix="×" label={t('labourMatrix.factor')} />
                </Form.Item>
                <Button
                  type="text"
                  icon={<DeleteOutlined />}
                  aria-label={t('labourMatrix.remove', { place: place + 1 })}
                  onClick={() => remove(name)}
                />
              </div>
            ))}
            {may && (
              <div className="row wrap">
                <Button icon={<PlusOutlined />} disabled={fields.length >= 10} onClick={() => add()}>
                  {t('labourMatrix.add')}
                </Button>
                <Button type="primary" htmlType="submit">
                  {t('common.save')}
                </Button>
              </div>
            )}
          </>
        )}
      </Form.List>
    </Form>
  )
}
