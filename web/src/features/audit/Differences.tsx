import { ArrowRightOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import type { FieldChange } from './audit'
import { valueText } from './value'
import { useAuditWords } from './words'

/** What was there before, and after. */
export function Differences({ changes }: { changes: FieldChange[] }) {
  const words = useAuditWords()
  return (
    <dl className="differences">
      {changes.map(({ field, before, after }) => (
        <div key={field}>
          <dt>{words.field(field)}</dt>
          <dd>
            <Value value={before} was />
            <ArrowRightOutlined className="flip-rtl muted" />
            <Value value={after} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Value({ value, was = false }: { value: unknown; was?: boolean }) {
  const { t } = useTranslation()
  const text = typeof value === 'boolean' ? t(value ? 'common.yes' : 'common.no') : valueText(value)
  if (text === null) return <span className="muted">{t('audit.nothing')}</span>
  return was ? <del dir="auto">{text}</del> : <ins dir="auto">{text}</ins>
}
