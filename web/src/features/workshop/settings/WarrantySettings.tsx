import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Form, InputNumber } from 'antd'
import { useTranslation } from 'react-i18next'
import { errorText } from '@/api/problem'
import type { Id, UsualTerms, WarrantyTerms } from '@/api/types'
import { RecordGate } from '@/ui/RecordGate'
import { setTerms, useTerms } from '../floor/warranty'

/** What a site gives on parts and labour. */
export function WarrantySettings({ site }: { site: Id }) {
  const { t } = useTranslation()
  return (
    <section className="panel" aria-label={t('workshop.warranty.settings')}>
      <header className="panel-head">
        <h2 className="panel-title">{t('workshop.warranty.settings')}</h2>
      </header>
      <div className="panel-body stack">
        <p className="muted">{t('workshop.warranty.hint')}</p>
        <RecordGate query={useTerms(site)}>{(terms) => <Terms key={terms.version} terms={terms} />}</RecordGate>
      </div>
    </section>
  )
}

function Terms({ terms }: { terms: WarrantyTerms }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const client = useQueryClient()
  const may = terms.actions.includes('update')
  const save = (usual: UsualTerms) =>
    setTerms(terms, usual)
      .then(
        () => message.success(t('settings.saved')),
        (error: unknown) => message.error(errorText(error)),
      )
      .finally(() => client.invalidateQueries({ queryKey: ['work-orders'] }))
  return (
    <Form layout="vertical" requiredMark={false} disabled={!may} initialValues={terms.usual} onFinish={save}>
      {(['part', 'labour'] as const).map((kind) => (
        <div key={kind} className="form-row">
          <Form.Item
            name={[kind, 'months']}
            label={`${t(`workshop.kind.${kind}`)} · ${t('workshop.warranty.months')}`}
            normalize={(value: number | null) => value ?? null}
          >
            <InputNumber min={1} max={240} />
          </Form.Item>
          <Form.Item
            name={[kind, 'km']}
            label={`${t(`workshop.kind.${kind}`)} · ${t('workshop.warranty.km')}`}
            normalize={(value: number | null) => value ?? null}
          >
            <InputNumber min={1} max={1_000_000} step={1000} />
          </Form.Item>
        </div>
      ))}
      {may && (
        <Button type="primary" htmlType="submit">
          {t('common.save')}
        </Button>
      )}
    </Form>
  )
}
