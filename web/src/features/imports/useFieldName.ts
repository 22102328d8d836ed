import { useTranslation } from 'react-i18next'

/** A field of a mapping in words. */
export function useFieldName() {
  const { t } = useTranslation()
  return (name: string) => t(`imports.field.${name}`, { defaultValue: name })
}
