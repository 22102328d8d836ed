import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import type { Kpi } from '@/api/types'
import { formatScaled } from '@/ui/scaled'
import { useLanguage } from '@/ui/useLanguage'
import { Aim } from './Aim'
import { change, isBetter, kpiText } from './kpi'
import { Sparkline } from './Sparkline'
import { StillOpen } from './StillOpen'

interface Props {
  kpi: Kpi
  currency: string
  values: (number | null)[]
  onOpen: () => void
}

/** A figure, how it moved, and how it went. It opens what it is made of. */
export function KpiCard({ kpi, currency, values, onOpen }: Props) {
  const { t } = useTranslation()
  const language = useLanguage()
  return (
    <button type="button" className="panel kpi-card" onClick={onOpen}>
      <span className="kpi-name">{t(`reports.kpi.${kpi.id}`)}</span>
      <strong className="kpi-value num">
        <bdi>{kpiText(kpi.now.value, kpi.unit, currency, language)}</bdi>
      </strong>
      <Moved kpi={kpi} currency={currency} />
      <StillOpen kpi={kpi} />
      <Aim kpi={kpi} currency={currency} />
      <Sparkline values={values} />
    </button>
  )
}

function Moved({ kpi, currency }: { kpi: Kpi; currency: string }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const moved = change(kpi.unit, kpi.now, kpi.before)
  const before = t('reports.before', { value: kpiText(kpi.before.value, kpi.unit, currency, language) })
  if (moved === null || moved === 0) return <span className="kpi-moved muted">{before}</span>
  const tone = isBetter(moved, kpi.is_less_better) ? 'better' : 'worse'
  return (
    <span className={`kpi-moved ${tone}`}>
      {moved > 0 ? <ArrowUpOutlined aria-hidden /> : <ArrowDownOutlined aria-hidden />}
      <bdi className="num">
        {t(kpi.unit === 'percent' ? 'reports.points' : 'reports.percent', {
          value: formatScaled(Math.abs(moved), 2, language),
        })}
      </bdi>
      <span className="muted">{before}</span>
    </span>
  )
}
