import { ExportOutlined } from '@ant-design/icons'
import { Button, Select, Skeleton } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { Id, Language, SetDocumentStyle } from '@/api/types'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { showBlob } from '@/ui/saveBlob'
import { useDebounced } from '@/ui/useDebounced'
import { usePhone } from '@/ui/usePhone'

const KINDS = [
  'invoice',
  'slip',
  'credit_note',
  'receipt',
  'deposit',
  'statement',
  'delivery_slip',
  'estimate',
  'work_order',
  'purchase_order',
  'history',
] as const
type Kind = (typeof KINDS)[number]

interface Props {
  site: Id
  /** What is typed, also before it is saved; null for who may not change it. */
  values: SetDocumentStyle | null
  language: Language
}

/** An example of each kind of document; nothing of it is kept. */
export function StylePreview({ site, values, language }: Props) {
  const { t } = useTranslation()
  const phone = usePhone()
  const [kind, setKind] = useState<Kind>('invoice')
  const { shown, error } = useExample({ site, values, language }, kind)
  const title = t('styles.previewOf', { kind: t(`styles.kind.${kind}`) })
  return (
    <div className="stack">
      <div className="row wrap">
        <Select
          aria-label={t('styles.kindLabel')}
          value={kind}
          onChange={setKind}
          options={KINDS.map((value) => ({ value, label: t(`styles.kind.${value}`) }))}
        />
        {shown && (
          <Button icon={<ExportOutlined className="flip-rtl" />} onClick={() => showBlob(shown.blob)}>
            {t('billing.open')}
          </Button>
        )}
      </div>
      {error !== null && <ProblemAlert error={error} />}
      {!shown && error === null && <Skeleton active paragraph={{ rows: 10 }} />}
      {shown && !phone && <iframe className="pdf-frame" src={`${shown.source}#view=FitH&navpanes=0`} title={title} />}
    </div>
  )
}

/** The example as a file, made anew once nothing was typed for a moment. */
function useExample({ site, values, language }: Props, kind: Kind) {
  const asked = useDebounced(JSON.stringify({ values, language, kind }), 400)
  const [shown, setShown] = useState<{ blob: Blob; source: string } | null>(null)
  const [error, setError] = useState<unknown>(null)
  useEffect(() => {
    let source: string | null = null
    let isLate = false
    const { values: sent, language: lang, kind: of } = JSON.parse(asked)
    const path = `/document-styles/${site}/preview`
    const made = sent
      ? api.made(`${path}?kind=${of}&lang=${lang}`, sent)
      : api.blob(path, { query: { kind: of, lang } })
    made
      .then((blob) => {
        if (isLate) return
        source = URL.createObjectURL(blob)
        setShown({ blob, source })
        setError(null)
      })
      .catch((reason: unknown) => !isLate && setError(reason))
    return () => {
      isLate = true
      if (source) URL.revokeObjectURL(source)
    }
  }, [asked, site])
  return { shown, error }
}
