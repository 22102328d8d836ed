import { useTranslation } from 'react-i18next'
import type { Problem } from '@/api/types'
import { Quantity } from '@/ui/Quantity'

/** What `stock-insufficient` says of each article. */
interface Short {
  product_id: string
  code: string | null
  description: string
  wanted: number
  available: number
}

/** The parts of which there is too little, in the words of who reads it. */
export function Shortages({ problem }: { problem: Problem }) {
  const { t } = useTranslation()
  const short = (problem.errors ?? []).map(({ values }) => values as unknown as Short)
  return (
    <ul className="shortages">
      {short.map(({ product_id, code, description, wanted, available }) => (
        <li key={product_id}>
          {code && <span className="code">{code}</span>} <bdi>{description}</bdi>
          <small className="muted">
            {t('workshop.wanted')} <Quantity value={wanted} /> · {t('workshop.inStock')} <Quantity value={available} />
          </small>
        </li>
      ))}
    </ul>
  )
}
