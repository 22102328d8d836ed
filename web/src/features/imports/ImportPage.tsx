import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { NotFound } from '@/app/NotFound'
import { useSiteId } from '@/app/site'
import { PageHeader } from '@/ui/PageHeader'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { useUrlState } from '@/ui/useUrlState'
import { FileStep } from './FileStep'
import { KindChoice } from './KindChoice'
import { isKind, KINDS, type Kind } from './kinds'
import { MappingStep } from './MappingStep'
import { lastRun, rememberRun, startImport } from './queries'
import { RecentImports } from './RecentImports'
import { RunStep } from './RunStep'
import { SupplierChoice } from './SupplierChoice'
import { TakeoverPage } from './takeover/TakeoverPage'
import type { Chosen } from './types'
import './imports.css'

export function ImportPage() {
  const { kind } = useParams({ from: '/app/imports/$kind' })
  if (kind === 'system') return <TakeoverPage />
  return isKind(kind) ? <Importing key={kind} kind={kind} /> : <NotFound />
}

/** File, columns, dry run, import. The run is in the address: one can leave and come back to it. */
function Importing({ kind }: { kind: Kind }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const client = useQueryClient()
  const site = useSiteId()
  const [url, setUrl] = useUrlState()
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  // The run that was looked at last, until one begins anew.
  const [anew, setAnew] = useState(false)
  const run = url.run ?? (chosen || anew ? undefined : lastRun(kind))
  const show = (id: string | null) => {
    rememberRun(kind, id)
    setAnew(id === null)
    setUrl({ run: id ?? undefined })
  }
  const start = async (dryRun: boolean) => {
    if (!chosen) return
    setBusy(true)
    setError(null)
    try {
      const started = await startImport(kind, chosen.file, chosen.mapping, dryRun, {
        site,
        supplier: url.supplier,
      })
      client.setQueryData(['imports', kind, started.id], started)
      show(started.id)
    } catch (refusal) {
      setError(refusal)
    }
    setBusy(false)
  }
  const startOver = () => {
    setChosen(null)
    show(null)
  }
  return (
    <div className="import-page">
      <PageHeader
        title={t(`imports.title.${kind}`)}
        actions={<Button onClick={() => navigate({ to: KINDS[kind].list })}>{t('imports.toList')}</Button>}
      />
      <div className="stack">
        {!run && !chosen && <KindChoice kind={kind} />}
        {!run && KINDS[kind].ofSupplier && (
          <SupplierChoice value={url.supplier} onChange={(supplier) => setUrl({ supplier })} />
        )}
        {!run && !chosen && (!KINDS[kind].ofSupplier || url.supplier) && <FileStep kind={kind} onChosen={setChosen} />}
        {!run && !chosen && <RecentImports kind={kind} onShow={show} />}
        {!run && chosen && (
          <MappingStep
            chosen={chosen}
            onChange={setChosen}
            busy={busy}
            onCheck={() => start(true)}
            onBack={startOver}
          />
        )}
        {run && (
          <RunStep
            kind={kind}
            id={run}
            busy={busy}
            onImport={chosen ? () => start(false) : undefined}
            onMapping={chosen ? () => show(null) : undefined}
            onStartOver={startOver}
          />
        )}
        <ProblemAlert error={error} />
      </div>
    </div>
  )
}
