import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { Import } from '@/api/types'
import { Words } from '@/ui/Words'
import type { Kind } from './kinds'
import { differencesIn } from './report'
import { useFieldName } from './useFieldName'

const SHOWN = 20

/** The first rows that change or are refused, field by field; the file has all. */
export function ReportRows({ run, kind }: { run: Import; kind: Kind }) {
  const { t } = useTranslation()
  const fieldName = useFieldName()
  const report = useQuery({
    queryKey: ['imports', kind, run.id, 'report'],
    queryFn: async () => differencesIn(await (await api.blob(`/imports/${kind}/${run.id}/report`)).text()),
    enabled: run.updated + run.failed > 0,
  })
  const rows = report.data?.slice(0, SHOWN) ?? []
  if (rows.length === 0) return null
  return (
    <div className="mapping-scroll" tabIndex={0} role="group" aria-label={t('imports.reportFile')}>
      <table className="mapping" aria-label={t('imports.reportFile')}>
        <thead>
          <tr>
            {(['line', 'field', 'before', 'after'] as const).map((name) => (
              <th key={name} scope="col">
                {t(`imports.report.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ line, outcome, field, before, after, error }) => (
            <tr key={`${line}-${field}`} className={outcome}>
              <td className="num">{line}</td>
              <td>{field && fieldName(field)}</td>
              <td>
                <Words text={before} />
              </td>
              <td>{error ? <Words text={`${t('imports.report.refused')} · ${error}`} /> : <Words text={after} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
