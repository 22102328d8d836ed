import { Button, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ImportPreview } from '@/api/types'
import { usePhone } from '@/ui/usePhone'
import { Words } from '@/ui/Words'
import type { Mapping } from './queries'
import type { Chosen } from './types'
import { useFieldName } from './useFieldName'

interface Props {
  chosen: Chosen
  onChange: (chosen: Chosen) => void
  onCheck: () => void
  onBack: () => void
  busy: boolean
}

/** What each column of the file means, with its first values: side by side, on a phone one below the other. */
export function MappingStep({ chosen, onChange, onCheck, onBack, busy }: Props) {
  const { t } = useTranslation()
  const phone = usePhone()
  const { file, preview, mapping } = chosen
  const missing = missingFields(preview, mapping)
  const fieldName = useFieldName()
  return (
    <section className="panel">
      <header className="panel-head">
        <h2 className="panel-title grow">{t('imports.mapping')}</h2>
        <Words text={file.name} className="muted" />
      </header>
      {phone ? <ColumnList chosen={chosen} onChange={onChange} /> : <ColumnTable chosen={chosen} onChange={onChange} />}
      <footer className="panel-body import-foot">
        {missing.length > 0 && (
          <p className="missing" role="alert">
            {t('imports.missing', { fields: missing.map(fieldName).join(', ') })}
          </p>
        )}
        <div className="row wrap">
          <Button type="primary" size="large" disabled={missing.length > 0} loading={busy} onClick={onCheck}>
            {t('imports.dryRun')}
          </Button>
          <Button size="large" onClick={onBack}>
            {t('imports.otherFile')}
          </Button>
          <span className="muted">{t('imports.dryRunHint')}</span>
        </div>
      </footer>
    </section>
  )
}

type ColumnsProps = Pick<Props, 'chosen' | 'onChange'>

function ColumnTable({ chosen, onChange }: ColumnsProps) {
  const { preview, mapping } = chosen
  return (
    <div className="mapping-scroll">
      <table className="mapping">
        <thead>
          <tr>
            {preview.columns.map((column) => (
              <th key={column}>
                <Words text={column} />
                <ColumnSelect
                  column={column}
                  preview={preview}
                  mapping={mapping}
                  onChange={(next) => onChange({ ...chosen, mapping: next })}
                />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {preview.sample.map((cells, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file have no other name
            <tr key={row}>
              {preview.columns.map((column, at) => (
                <td key={column} className={mapping[column] ? '' : 'ignored'}>
                  <Words text={cells[at] ?? ''} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function ColumnList({ chosen, onChange }: ColumnsProps) {
  const { preview, mapping } = chosen
  return (
    <ul className="panel-body mapping-list">
      {preview.columns.map((column, at) => (
        <li key={column}>
          <strong>
            <Words text={column} />
          </strong>
          <ColumnSelect
            column={column}
            preview={preview}
            mapping={mapping}
            onChange={(next) => onChange({ ...chosen, mapping: next })}
          />
          <Words text={valuesOf(preview, at)} className="muted" />
        </li>
      ))}
    </ul>
  )
}

/** The first values of a column that has any. */
const valuesOf = (preview: ImportPreview, at: number) =>
  preview.sample
    .map((cells) => cells[at] ?? '')
    .filter((cell) => cell !== '')
    .join(' · ')

export function missingFields(preview: ImportPreview, mapping: Mapping): string[] {
  const mapped = new Set(Object.values(mapping))
  return preview.fields.filter(({ name, required }) => required && !mapped.has(name)).map(({ name }) => name)
}

/** One field has one column: choosing it here takes it from another. */
export function remap(mapping: Mapping, column: string, field: string | undefined): Mapping {
  const others = Object.entries(mapping).filter(([name, taken]) => name !== column && taken !== field)
  return Object.fromEntries(field ? [...others, [column, field]] : others)
}

interface SelectProps {
  column: string
  preview: ImportPreview
  mapping: Mapping
  onChange: (mapping: Mapping) => void
}

function ColumnSelect({ column, preview, mapping, onChange }: SelectProps) {
  const { t } = useTranslation()
  const fieldName = useFieldName()
  const phone = usePhone()
  return (
    <Select
      allowClear
      size={phone ? 'large' : 'small'}
      aria-label={t('imports.meaning', { column })}
      placeholder={t('imports.ignore')}
      value={mapping[column]}
      onChange={(field) => onChange(remap(mapping, column, field))}
      options={preview.fields.map(({ name, required }) => ({
        value: name,
        label: required ? `${fieldName(name)} *` : fieldName(name),
      }))}
    />
  )
}
