import { CloseOutlined } from '@ant-design/icons'
import { Button, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { LANGUAGES } from '@/app/locale'
import { useMay } from '@/app/permission'
import { Chips } from '@/ui/Chips'
import { useCustomerTags } from '@/ui/CustomerTags'
import { LEAD_SOURCES } from '@/ui/leadSources'
import { formatDay } from '@/ui/time'
import { useLanguage } from '@/ui/useLanguage'
import { useUrlState } from '@/ui/useUrlState'
import { TagSelect } from './TagSelect'

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
  const tags = useCustomerTags().data ?? []
  const tagged = url.tags?.split(',').filter(Boolean) ?? []
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
      <Select
        allowClear
        className="customer-filter"
        aria-label={t('customers.filter.source')}
        placeholder={t('customers.filter.source')}
        value={url.lead_source}
        onChange={(lead_source?: string) => setUrl({ lead_source })}
        options={LEAD_SOURCES.map((value) => ({ value, label: t(`leadSource.${value}`) }))}
      />
      <Select
        allowClear
        className="customer-filter"
        aria-label={t('customers.language')}
        placeholder={t('customers.language')}
        value={url.language}
        onChange={(language?: string) => setUrl({ language })}
        options={LANGUAGES.map(({ code, name }) => ({ value: code, label: name }))}
      />
      {url.created_from && <CreatedSpan from={url.created_from} until={url.created_until} />}
      {tags.length > 0 && (
        <TagSelect
          className="customer-filter"
          tags={tags}
          label={t('customers.tags.filter')}
          value={tagged}
          onAdd={(id) => setUrl({ tags: [...tagged, id].join(',') })}
          onRemove={(id) => setUrl({ tags: tagged.filter((one) => one !== id).join(',') || undefined })}
        />
      )}
    </>
  )
}

const DAY_BEFORE = (at: string) => new Date(Date.parse(at) - DAY).toISOString()

/** The days of creation that the figures led here by, to take away again. */
function CreatedSpan({ from, until }: { from: string; until?: string }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const [, setUrl] = useUrlState()
  const day = (at: string) => formatDay(at.slice(0, 10), language)
  const last = until ? DAY_BEFORE(until) : new Date().toISOString()
  return (
    <Button
      icon={<CloseOutlined />}
      iconPlacement="end"
      onClick={() => setUrl({ created_from: undefined, created_until: undefined })}
    >
      {t('customers.filter.created', { from: day(from), until: day(last) })}
    </Button>
  )
}
