import { useTranslation } from 'react-i18next'
import { type Fact, Facts } from '@/ui/Facts'

interface Props {
  facts: Fact[]
  /** Who decided on it, and why. */
  decided?: { label: string; by: string; reason: string } | null
  cancelReason: string | null
}

/** What stands on a paper, beside it. */
export function PaperFacts({ facts, decided, cancelReason }: Props) {
  const { t } = useTranslation()
  const all = [...facts]
  if (decided) {
    all.push({
      label: decided.label,
      value: (
        <span>
          <bdi>{decided.by}</bdi> · <bdi>{decided.reason}</bdi>
        </span>
      ),
    })
  }
  if (cancelReason) all.push({ label: t('purchasing.cancelReason'), value: <bdi>{cancelReason}</bdi> })
  return (
    <aside className="stack aside">
      <section className="panel panel-body">
        <Facts facts={all} />
      </section>
    </aside>
  )
}
