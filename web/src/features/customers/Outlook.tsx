import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ErasureOutlook } from '@/api/types'
import { formatDay } from '@/ui/time'
import { useLanguage } from '@/ui/useLanguage'

/** What an erasure waits for; or what goes at once, and what is kept until when. */
export function Outlook({ outlook, now }: { outlook: ErasureOutlook; now: string }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { open, hold } = outlook
  if (open.length > 0)
    return (
      <Alert
        type="warning"
        showIcon
        message={t('erasure.open')}
        description={open.map(({ kind, label }) => (
          <div key={`${kind} ${label}`}>
            {t(`erasure.kind.${kind}`)} <bdi className="code">{label}</bdi>
          </div>
        ))}
      />
    )
  const { documents = 0, until = '', country, years } = hold ?? {}
  return (
    <div className="stack" style={{ marginBlockEnd: 'var(--space-4, 1rem)' }}>
      <p>{now}</p>
      <p>
        {hold
          ? t('erasure.kept', { count: documents, day: formatDay(until, language), country, years })
          : t('erasure.noneKept')}
      </p>
      <p>
        <strong>{t('erasure.final')}</strong>
      </p>
    </div>
  )
}
