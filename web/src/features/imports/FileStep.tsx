import { FileTextOutlined } from '@ant-design/icons'
import { Spin, Upload } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemAlert } from '@/ui/ProblemAlert'
import type { Kind } from './kinds'
import { previewImport } from './queries'
import type { Chosen } from './types'

/** A workbook or a CSV file is dropped or chosen, and its first rows are read. */
export function FileStep({ kind, onChosen }: { kind: Kind; onChosen: (chosen: Chosen) => void }) {
  const { t } = useTranslation()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const read = async (file: File) => {
    setBusy(true)
    setError(null)
    try {
      const preview = await previewImport(kind, file)
      onChosen({ file, preview, mapping: preview.mapping })
    } catch (refusal) {
      setError(refusal)
      setBusy(false)
    }
  }
  return (
    <>
      <Spin spinning={busy}>
        <Upload.Dragger
          accept=".xlsx,.csv,.txt,text/csv"
          maxCount={1}
          showUploadList={false}
          beforeUpload={(file) => {
            read(file)
            return false
          }}
        >
          <div className="drop">
            <FileTextOutlined />
            <strong>{t('imports.drop')}</strong>
            <span className="muted">{t('imports.dropHint')}</span>
          </div>
        </Upload.Dragger>
      </Spin>
      <p className="muted">{t(`imports.about.${kind}`)}</p>
      <ProblemAlert error={error} />
    </>
  )
}
