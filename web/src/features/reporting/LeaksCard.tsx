import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '@/api/client'
import type { LeakGroup, LeakKind, LeakTotals } from '@/api/types'
import { Money } from '@/ui/Money'
import { formatScaled } from '@/ui/scaled'
import { useLanguage } from '@/ui/useLanguage'

interface Props {
  site?: string
  onOpen: (kind: LeakKind | 'all') => void
}

/** Money that leaks, until there is none. */
export function LeaksCard({ site, onOpen }: Props) {
  const totals = useQuery({
    queryKey: ['reports', 'leaks', site],
    queryFn: ({ signal }) => api.get<LeakTotals>('/reports/leaks/totals', { query: { site }, signal }),
  }).data
  return totals?.groups.map((group) => <Leaks key={group.currency} group={group} onOpen={onOpen} />)
}

function Leaks({ group: { currency, count, amount, kinds }, onOpen }: { group: LeakGroup; onOpen: Props['onOpen'] }) {
  const { t } = useTranslation()
  const language = useLanguage()
  return (
    <section
      className={count > 0 ? 'panel panel-body leaks red' : 'panel panel-body leaks'}
      aria-label={t('leaks.title')}
    >
      <header className="row wrap">
        <h2 className="panel-title grow">{t('leaks.title')}</h2>
        {count > 0 && (
          <strong>
            {t('leaks.count', { count })} · <Money amount={amount} currency={currency} />
          </strong>
        )}
      </header>
      {count === 0 && <p className="muted">{t('leaks.none')}</p>}
      <div className="leak-kinds">
        {kinds.map((total) => (
          <button key={total.kind} type="button" className="leak-kind" onClick={() => onOpen(total.kind)}>
            <span>{t(`leaks.kinds.${total.kind}`)}</span>
            <span className="row">
              <strong className="num grow">{formatScaled(total.count, 0, language)}</strong>
              {total.amount !== null && <Money amount={total.amount} currency={currency} />}
            </span>
          </button>
        ))}
      </div>
      {kinds.length > 0 && (
        <Button type="link" className="leaks-all" onClick={() => onOpen('all')}>
          {t('leaks.all')}
        </Button>
      )}
    </section>
  )
}
