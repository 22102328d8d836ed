import { CloseOutlined } from '@ant-design/icons'
import { Button, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { LANGUAGES } from '@/app/locale'
import { useCustomerTags } from '@/ui/CustomerTags'
import { LEAD_SOURCES } from '@/ui/leadSources'
import { formatDay } from '@/ui/time'
import { useLanguage } from '@/ui/useLanguage'
import { useUrlState } from '@/ui/useUrlState'
import { TagSelect } from './TagSelect'

const DAY = 86_400_000

/** By what customers are: how they came first, their language, their tags; and when they were created, where the figures led here. */
export function TraitFilters() {
  const { t } = useTranslation()
  const [url, setUrl] = useUrlState()
  const tags = useCustomerTags().data ?? []
  const tagged = url.tags?.split(',').filter(Boolean) ?? []
  return (
    <>
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
