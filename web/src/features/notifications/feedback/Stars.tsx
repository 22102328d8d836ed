import { useTranslation } from 'react-i18next'

/** A score of five stars. */
export function Stars({ score }: { score: number }) {
  const { t } = useTranslation()
  return (
    <span className="feedback-stars" role="img" aria-label={t('feedback.stars', { count: score })}>
      {'★'.repeat(score)}
      <span className="feedback-none">{'★'.repeat(5 - score)}</span>
    </span>
  )
}
