import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { App, Button, Drawer, Form, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { errorText } from '@/api/problem'
import type { Leak, LeakKind } from '@/api/types'
import { Chips } from '@/ui/Chips'
import { type Column, DataTable } from '@/ui/DataTable'
import { EmptyState } from '@/ui/EmptyState'
import { FormDialog } from '@/ui/FormDialog'
import { Money } from '@/ui/Money'
import { Age } from '@/ui/Time'
import { formatDay } from '@/ui/time'
import { useLanguage } from '@/ui/useLanguage'
import { usePhone } from '@/ui/usePhone'
import { useUndo } from '@/ui/useUndo'
import { explainLeak, reopenLeak } from './commands'
import { LEAK_KINDS } from './leaks'

interface Props {
  kind: LeakKind | 'all'
  site?: string
  onKind: (kind: LeakKind | 'all') => void
  /** Keeps what is on the screen. */
  onSave: () => void
  onClose: () => void
}

/** What leaks, the oldest first; who knows why it is none says so. */
export function LeaksDrawer({ kind, site, onKind, onSave, onClose }: Props) {
  const { t } = useTranslation()
  const phone = usePhone()
  const [shown, setShown] = useState<'red' | 'explained'>('red')
  const [explained, setExplained] = useState<Leak | null>(null)
  return (
    <Drawer
      open
      onClose={onClose}
      title={t('leaks.title')}
      size={phone ? '100%' : 960}
      extra={<Button onClick={onSave}>{t('savedReports.keep')}</Button>}
    >
      <div className="stack">
        <Chips
          label={t('leaks.kind')}
          value={kind}
          options={(['all', ...LEAK_KINDS] as const).map((value) => ({ value, label: t(`leaks.kinds.${value}`) }))}
          onChange={onKind}
        />
        <Chips
          label={t('leaks.shown')}
          value={shown}
          options={(['red', 'explained'] as const).map((value) => ({ value, label: t(`leaks.${value}`) }))}
          onChange={setShown}
        />
        {kind !== 'all' && <p className="muted">{t(`leaks.hints.${kind}`)}</p>}
        <DataTable<Leak>
          path="/reports/leaks"
          query={{
            site,
            kind: kind === 'all' ? undefined : kind,
            explained: shown === 'explained' ? 'true' : undefined,
          }}
          columns={useColumns(setExplained)}
          empty={<EmptyState title={t('leaks.none')} text={t('leaks.noneText')} />}
        />
      </div>
      {explained && <ExplainDialog leak={explained} onClose={() => setExplained(null)} />}
    </Drawer>
  )
}

/** Old parts stand in a list. */
function page({ document, document_id }: Leak): string {
  switch (document) {
    case 'supplier_invoice':
      return `/store/invoices/${document_id}`
    case 'supplier_return':
      return `/store/returns/${document_id}`
    case 'core':
      return '/parts'
    default:
      return `/work-orders/${document_id}`
  }
}

function useColumns(onExplain: (leak: Leak) => void): Column<Leak>[] {
  const { t } = useTranslation()
  const language = useLanguage()
  return [
    {
      key: 'number',
      title: t('reports.number'),
      render: (leak) => (
        <Link to={page(leak)}>
          <bdi>{leak.number}</bdi>
        </Link>
      ),
    },
    { key: 'kind', title: t('reports.kind'), render: (leak) => t(`leaks.kinds.${leak.kind}`) },
    { key: 'label', title: t('reports.whose'), render: (leak) => <bdi>{leak.label}</bdi>, newLine: true },
    {
      key: 'since',
      title: t('leaks.since'),
      render: (leak) => (
        <>
          {formatDay(leak.since, language)} <span className="muted">{t('leaks.days', { count: leak.age })}</span>
        </>
      ),
    },
    {
      key: 'amount',
      title: t('reports.amount'),
      end: true,
      render: (leak) => leak.amount !== null && <Money amount={leak.amount} currency={leak.currency} />,
    },
    {
      key: 'note',
      title: t('leaks.note'),
      render: (leak) => <Note leak={leak} onExplain={onExplain} />,
      newLine: true,
    },
  ]
}

function useAgain() {
  const client = useQueryClient()
  return () =>
    Promise.all([
      client.invalidateQueries({ queryKey: ['reports', 'leaks'] }),
      client.invalidateQueries({ queryKey: ['reports/leaks'] }),
    ])
}

function Note({ leak, onExplain }: { leak: Leak; onExplain: (leak: Leak) => void }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const again = useAgain()
  const may = leak.actions.includes('explain')
  const reopen = () => reopenLeak(leak.id).then(again, (error: unknown) => message.error(errorText(error)))
  if (!leak.note) return may && <Button onClick={() => onExplain(leak)}>{t('leaks.explain')}</Button>
  return (
    <span className="stack">
      <span dir="auto">{leak.note.reason}</span>
      <span className="muted">
        <bdi>{leak.note.by}</bdi> · <Age at={leak.note.at} />
      </span>
      {may && <Button onClick={reopen}>{t('leaks.reopen')}</Button>}
    </span>
  )
}

function ExplainDialog({ leak, onClose }: { leak: Leak; onClose: () => void }) {
  const { t } = useTranslation()
  const again = useAgain()
  const offerUndo = useUndo()
  const [form] = Form.useForm<{ reason: string }>()
  const save = async ({ reason }: { reason: string }) => {
    await explainLeak(leak.id, reason.trim())
    await again()
    offerUndo(t('leaks.explainedNow', { number: leak.number }), () => reopenLeak(leak.id).then(again))
  }
  return (
    <FormDialog
      title={t('leaks.explainTitle', { number: leak.number })}
      form={form}
      initial={{ reason: '' }}
      ok={t('leaks.explain')}
      onSave={save}
      onClose={onClose}
    >
      <p className="muted">{t('leaks.explainHint')}</p>
      <Form.Item
        name="reason"
        label={t('leaks.reason')}
        rules={[{ required: true, whitespace: true, message: t('form.required') }]}
      >
        <Input autoFocus dir="auto" autoComplete="off" maxLength={300} />
      </Form.Item>
    </FormDialog>
  )
}
