import { ArrowRightOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import type { Id } from '@/api/types'
import type { FieldChange } from './audit'
import { useNumberText } from './useNumberText'
import { valueText } from './value'
import { useAuditWords } from './words'

/** What was there before, and after. */
export function Differences({ changes, siteId = null }: { changes: FieldChange[]; siteId?: Id | null }) {
  const numberText = useNumberText(changes, siteId)
  const { t } = useTranslation()
  const words = useAuditWords()
  const textOf = (field: string, value: unknown) =>
    typeof value === 'boolean'
      ? t(value ? 'common.yes' : 'common.no')
      : valueText(value, numberText, field.split('/').at(-1))
  return (
    <dl className="differences">
      {changes.map(({ field, before, after }) => (
        <div key={field}>
          <dt>{words.field(field)}</dt>
          <dd>
            <Value text={textOf(field, before)} was />
            <ArrowRightOutlined className="flip-rtl muted" />
            <Value text={textOf(field, after)} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Value({ text, was = false }: { text: string | null; was?: boolean }) {
  const { t } = useTranslation()
  if (text === null) return <span className="muted">{t('audit.nothing')}</span>
  return was ? <del dir="auto">{text}</del> : <ins dir="auto">{text}</ins>
}
