import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useMay } from '@/app/permission'
import { Chips } from '@/ui/Chips'
import { formatDay } from '@/ui/time'
import { useLanguage } from '@/ui/useLanguage'
import { useUrlState } from '@/ui/useUrlState'
import { TraitFilters } from './TraitFilters'

/** Filters of the API by the name of their choice: what the address says of each. */
const CHOICES = {
  held: { held: 'true' },
  owing: { owing: 'true' },
  noPhone: { has_phone: 'false' },
  noEmail: { has_email: 'false' },
} as const
type Choice = keyof typeof CHOICES | 'lost'
const NAMES = ['held', 'owing', 'noPhone', 'noEmail', 'lost'] as const
const DAY = 86_400_000

/** Midnight a year ago: whoever was here last before then is lost. */
function aYearAgo(): string {
  return `${new Date(Date.now() - 365 * DAY).toISOString().slice(0, 10)}T00:00:00Z`
}

export function CustomerFilters() {
  const { t } = useTranslation()
  const [url, setUrl] = useUrlState()
  const language = useLanguage()
  const seesBalances = useMay('invoice.read')
  const kind = url.archived ? 'archived' : (url.kind ?? 'all')
  const isChosen = (name: Choice) =>
    name === 'lost'
      ? Boolean(url.visited_until)
      : Object.entries(CHOICES[name]).every(([field, value]) => url[field] === value)
  const lostSince = (at: string) => t('customers.filter.lostSince', { day: formatDay(at.slice(0, 10), language) })
  const choose = (chosen: Choice[]) => {
    const cleared = { held: undefined, owing: undefined, has_phone: undefined, has_email: undefined }
    const said = chosen.map((name) => (name === 'lost' ? {} : CHOICES[name]))
    const visited_until = chosen.includes('lost') ? (url.visited_until ?? aYearAgo()) : undefined
    setUrl(Object.assign({ ...cleared, visited_until }, ...said))
  }
  return (
    <>
      <Chips
        label={t('customers.kindLabel')}
        value={kind}
        options={[
          { value: 'all', label: t('common.all') },
          { value: 'person', label: t('customers.kinds.person') },
          { value: 'business', label: t('customers.kinds.business') },
          { value: 'archived', label: t('customers.archivedOnes') },
        ]}
        onChange={(next) =>
          setUrl({
            archived: next === 'archived' ? 'true' : undefined,
            kind: next === 'person' || next === 'business' ? next : undefined,
          })
        }
      />
      <Select<Choice[]>
        mode="multiple"
        className="customer-filter"
        aria-label={t('customers.filter.label')}
        placeholder={t('customers.filter.label')}
        maxTagCount="responsive"
        value={NAMES.filter(isChosen)}
        onChange={choose}
        options={NAMES.filter((name) => name !== 'owing' || seesBalances).map((value) => ({
          value,
          label: value === 'lost' && url.visited_until ? lostSince(url.visited_until) : t(`customers.filter.${value}`),
        }))}
      />
      <TraitFilters />
    </>
  )
}
