import { Alert, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { asProblem, problemText } from '@/api/problem'

/** Why something failed, with a way to try again where that makes sense. Shows nothing without an error. */
export function ProblemAlert({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation()
  if (!error) return null
  const problem = asProblem(error)
  const details = problem.errors?.map((item) => problemText(item)) ?? []
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={problemText(problem)}
      description={details.length > 0 ? details.join(' ') : undefined}
      action={onRetry && <Button onClick={onRetry}>{t('common.retry')}</Button>}
    />
  )
}
