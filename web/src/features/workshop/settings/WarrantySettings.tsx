import { Button, Form, InputNumber } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Id, UsualTerms, WarrantyTerms } from '@/api/types'
import { RecordGate } from '@/ui/RecordGate'
import { setTerms, useTerms } from '../floor/warranty'
import { SettingsPanel } from './SettingsPanel'
import { useSaved } from './useSaved'

/** What a site gives on parts and labour. */
export function WarrantySettings({ site }: { site: Id }) {
  const { t } = useTranslation()
  return (
    <SettingsPanel title={t('workshop.warranty.settings')} hint={t('workshop.warranty.hint')}>
      <RecordGate query={useTerms(site)}>{(terms) => <Terms key={terms.version} terms={terms} />}</RecordGate>
    </SettingsPanel>
  )
}

function Terms({ terms }: { terms: WarrantyTerms }) {
  const { t } = useTranslation()
  const may = terms.actions.includes('update')
  const saved = useSaved()
  const save = (usual: UsualTerms) => saved(setTerms(terms, usual))
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
