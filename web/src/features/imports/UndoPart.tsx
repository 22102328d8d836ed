import { DownloadOutlined, UndoOutlined } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Popconfirm, Progress } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import { errorText } from '@/api/problem'
import type { Import } from '@/api/types'
import { saveBlob } from '@/ui/saveBlob'
import { Words } from '@/ui/Words'
import type { Kind } from './kinds'
import { leftIn } from './report'
import { useFieldName } from './useFieldName'

const SHOWN = 20
/** What becomes of what it added, where that is not archived. */
const UNDONE: Partial<Record<Kind, string>> = {
  visits: 'imports.undo.textVisits',
  balances: 'imports.undo.textBalances',
  prices: 'imports.undo.textPrices',
}

/** Taking an import back: the button, how far it is, and what was left as it is. */
export function UndoPart({ run, kind }: { run: Import; kind: Kind }) {
  const { t } = useTranslation()
  if (run.undo_state === 'running') {
    const percent = run.undo_total ? Math.floor((run.undo_processed / run.undo_total) * 100) : 0
    return (
      <div>
        <Progress percent={percent} status="active" aria-label={t('imports.undo.progress')} />
        <p className="muted">{t('imports.undo.running')}</p>
      </div>
    )
  }
  return (
    <>
      {run.undo_state === 'failed' && <Alert type="error" showIcon title={t('imports.undo.failed')} />}
      {run.undo_state === 'done' && (
        <Alert
          type={run.undo_left > 0 ? 'warning' : 'success'}
          showIcon
          title={t('imports.undo.done', { count: run.undo_processed - run.undo_left })}
          description={run.undo_left > 0 ? t('imports.undo.left', { count: run.undo_left }) : undefined}
        />
      )}
      {run.undo_left > 0 && <Left run={run} kind={kind} />}
      {run.actions.includes('undo') && <UndoButton run={run} kind={kind} />}
    </>
  )
}

function UndoButton({ run, kind }: { run: Import; kind: Kind }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  const undo = async () => {
    setBusy(true)
    try {
      const begun = await api.post<Import>(`/imports/${kind}/${run.id}/undo`)
      client.setQueryData(['imports', kind, run.id], begun)
      client.invalidateQueries({ queryKey: ['imports', kind, 'recent'] })
    } catch (error) {
      message.error(errorText(error))
    }
    setBusy(false)
  }
  return (
    <div className="row wrap">
      <Popconfirm
        title={t('imports.undo.sure')}
        description={t(UNDONE[kind] ?? 'imports.undo.text')}
        okText={t('imports.undo.go')}
        onConfirm={undo}
      >
        <Button icon={<UndoOutlined />} loading={busy}>
          {t('imports.undo.go')}
        </Button>
      </Popconfirm>
      <span className="muted">{t('imports.undo.hint')}</span>
    </div>
  )
}

/** What an undo left as it is: the first rows here, all of them in the file. */
function Left({ run, kind }: { run: Import; kind: Kind }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const fieldName = useFieldName()
  const path = `/imports/${kind}/${run.id}/undo`
  const left = useQuery({
    queryKey: ['imports', kind, run.id, 'left', run.undo_left],
    queryFn: async () => leftIn(await (await api.blob(path)).text()),
  })
  const download = () =>
    api
      .blob(path)
      .then((blob) => saveBlob(blob, `${kind}-left.csv`))
      .catch((error: unknown) => message.error(errorText(error)))
  return (
    <>
      <div className="mapping-scroll" tabIndex={0} role="group" aria-label={t('imports.undo.leftFile')}>
        <table className="mapping" aria-label={t('imports.undo.leftFile')}>
          <thead>
            <tr>
              <th scope="col">{t('imports.report.line')}</th>
              <th scope="col">{t('imports.undo.record')}</th>
              <th scope="col">{t('imports.report.field')}</th>
              <th scope="col">{t('imports.undo.reason')}</th>
            </tr>
          </thead>
          <tbody>
            {left.data?.slice(0, SHOWN).map(({ line, record, field, reason }) => (
              <tr key={`${line}-${record}-${field}`}>
                <td className="num">{line}</td>
                <td>
                  <Words text={record} />
                </td>
                <td>{field ? fieldName(field) : t('imports.undo.whole')}</td>
                <td>
                  <Words text={reason} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="row wrap">
        <Button icon={<DownloadOutlined />} onClick={download}>
          {t('imports.undo.leftFile')}
        </Button>
      </div>
    </>
  )
}
