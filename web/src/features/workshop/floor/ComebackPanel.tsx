import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { App, Button, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { errorText } from '@/api/problem'
import type { Comeback, ComebackInput, Id, WorkOrder } from '@/api/types'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { useWorkOrder } from '../queries'
import { removeComeback, setComeback, useComeback, useDoneOrders } from './warranty'

const CAUSES = ['part', 'workmanship', 'diagnosis', 'customer'] as const
const PAYERS = ['garage', 'supplier', 'customer'] as const

/** Which earlier order this one makes good, why, and who pays. */
export function ComebackPanel({ order, vehicle }: { order: WorkOrder; vehicle: Id }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const client = useQueryClient()
  const [editing, setEditing] = useState(false)
  const data = useComeback(order.id).data
  const done = useDoneOrders(vehicle, data?.actions.includes('update') ?? false).data?.items ?? []
  const earlier = done.filter(({ id }) => id !== order.id)
  if (!data) return null
  const may = data.actions.includes('update') && earlier.length > 0
  if (!data.comeback && !may) return null
  const refresh = () => client.invalidateQueries({ queryKey: ['work-orders'] })
  const remove = () => removeComeback(order.id).then(refresh, (error: unknown) => message.error(errorText(error)))
  return (
    <section className="panel panel-body stack" aria-label={t('workshop.comeback.title')}>
      {data.comeback ? <Told comeback={data.comeback} /> : null}
      {may && (
        <div className="row wrap">
          <Button onClick={() => setEditing(true)}>
            {t(data.comeback ? 'common.edit' : 'workshop.comeback.mark')}
          </Button>
          {data.comeback && <Button onClick={remove}>{t('workshop.comeback.remove')}</Button>}
        </div>
      )}
      {editing && (
        <ComebackDialog
          order={order}
          before={data.comeback}
          earlier={earlier}
          onClose={() => setEditing(false)}
          onDone={() => {
            setEditing(false)
            refresh()
          }}
        />
      )}
    </section>
  )
}

function Told({ comeback }: { comeback: Comeback }) {
  const { t } = useTranslation()
  return (
    <div>
      <h2 className="panel-title">{t('workshop.comeback.title')}</h2>
      <p>
        <Link to="/work-orders/$id" params={{ id: comeback.original_id }} className="code">
          {comeback.original}
        </Link>{' '}
        · <bdi>{comeback.jobs.map(({ title }) => title).join(', ')}</bdi>
      </p>
      <p className="muted">
        {t(comeback.cause ? `workshop.comeback.cause.${comeback.cause}` : 'workshop.comeback.causeUnknown')} ·{' '}
        {t(`workshop.comeback.payer.${comeback.payer}`)}
        {comeback.note && (
          <>
            {' · '}
            <bdi>{comeback.note}</bdi>
          </>
        )}
      </p>
    </div>
  )
}

interface DialogProps {
  order: WorkOrder
  before: Comeback | null
  earlier: { id: Id; number: string; title: string }[]
  onDone: () => void
  onClose: () => void
}

function ComebackDialog({ order, before, earlier, onDone, onClose }: DialogProps) {
  const { t } = useTranslation()
  const [original, setOriginal] = useState<Id | undefined>(before?.original_id ?? earlier[0]?.id)
  const [jobs, setJobs] = useState<Id[]>(before?.jobs.map(({ id }) => id) ?? [])
  const [cause, setCause] = useState<ComebackInput['cause']>(before?.cause ?? null)
  const [payer, setPayer] = useState<ComebackInput['payer']>(before?.payer ?? 'garage')
  const [note, setNote] = useState(before?.note ?? '')
  const [error, setError] = useState<unknown>(null)
  const save = () => {
    if (!original) return
    setComeback(order.id, { original_id: original, job_ids: jobs, cause, payer, note: note.trim() || null }).then(
      onDone,
      setError,
    )
  }
  return (
    <Modal
      open
      title={t('workshop.comeback.mark')}
      onCancel={onClose}
      onOk={save}
      okText={t('common.save')}
      okButtonProps={{ disabled: jobs.length === 0 }}
      cancelText={t('common.close')}
      width={480}
    >
      <div className="stack">
        <Select
          aria-label={t('workshop.comeback.original')}
          value={original}
          onChange={(id) => {
            setOriginal(id)
            setJobs([])
          }}
          options={earlier.map(({ id, number, title }) => ({ value: id, label: `${number} · ${title}` }))}
        />
        {original && <JobChoice original={original} value={jobs} onChange={setJobs} />}
        <Select
          allowClear
          aria-label={t('workshop.comeback.why')}
          placeholder={t('workshop.comeback.causeUnknown')}
          value={cause ?? undefined}
          onChange={(value) => setCause(value ?? null)}
          options={CAUSES.map((value) => ({ value, label: t(`workshop.comeback.cause.${value}`) }))}
        />
        <Select
          aria-label={t('workshop.comeback.whoPays')}
          value={payer}
          onChange={setPayer}
          options={PAYERS.map((value) => ({ value, label: t(`workshop.comeback.payer.${value}`) }))}
        />
        <Input.TextArea
          autoSize
          maxLength={1000}
          aria-label={t('workshop.comeback.note')}
          placeholder={t('workshop.comeback.note')}
          value={note}
          onChange={({ target }) => setNote(target.value)}
        />
        <ProblemAlert error={error} />
      </div>
    </Modal>
  )
}

function JobChoice({ original, value, onChange }: { original: Id; value: Id[]; onChange: (jobs: Id[]) => void }) {
  const { t } = useTranslation()
  const jobs = useWorkOrder(original).data?.jobs.filter(({ authorisation }) => authorisation.state === 'approved') ?? []
  return (
    <Select
      mode="multiple"
      aria-label={t('workshop.comeback.jobs')}
      placeholder={t('workshop.comeback.jobs')}
      value={value}
      onChange={onChange}
      options={jobs.map(({ id, title }) => ({ value: id, label: title }))}
    />
  )
}
