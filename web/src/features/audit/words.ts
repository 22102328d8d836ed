import { useTranslation } from 'react-i18next'
import { verbOf } from './audit'

/** Codes of the audit in words, or the code itself while it has none here. */
export function useAuditWords() {
  const { t, i18n } = useTranslation()
  const named = (key: string, code: string) => (i18n.exists(key) ? t(key) : code.replaceAll('_', ' '))
  return {
    entity: (code: string) => named(`audit.entity.${code}`, code),
    verb: (action: string) => named(`audit.verb.${verbOf(action)}`, verbOf(action)),
    field: (code: string) => named(`audit.field.${code}`, code),
  }
}
