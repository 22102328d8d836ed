import { useTranslation } from 'react-i18next'
import { Chips } from './Chips'
import { useUrlState } from './useUrlState'

interface Props {
  states: readonly string[]
  /** Where their names stand: "state.purchase". */
  names: string
}

/** Chooses one state of a list, or all; the choice stands in the address as `state`. */
export function StateChips({ states, names }: Props) {
  const { t } = useTranslation()
  const [url, setUrl] = useUrlState()
  return (
    <Chips
      label={t('parts.state')}
      value={url.state ?? 'all'}
      options={[
        { value: 'all', label: t('common.all') },
        ...states.map((value) => ({ value, label: t(`${names}.${value}`) })),
      ]}
      onChange={(next) => setUrl({ state: next === 'all' ? undefined : next })}
    />
  )
}
