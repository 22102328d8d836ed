import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Id, Location } from '@/api/types'

interface Props {
  locations: Location[]
  label: string
  /** Null is the site's own shelves. */
  value?: Id | null
  onChange?: (location: Id | null) => void
  id?: string
}

/** The site's own shelves, or one of its rooms and vans. */
export function LocationSelect({ locations, label, value, onChange, id }: Props) {
  const { t } = useTranslation()
  const options = [
    { value: '', label: t('location.here') },
    ...locations.map((location) => ({ value: location.id, label: location.name })),
  ]
  return (
    <Select
      id={id}
      aria-label={label}
      value={value ?? ''}
      options={options}
      onChange={(chosen) => onChange?.(chosen || null)}
    />
  )
}
