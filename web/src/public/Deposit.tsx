import type { EstimatePage } from '@/api/types'
import { moneyOf, TAG, useTexts } from './texts'

/** What is to be paid before the work begins, and how; once something is approved, how much of it has come. */
export function Deposit({ page: { deposit, totals, number } }: { page: EstimatePage }) {
  const { language, say } = useTexts()
  if (!deposit) return null
  const { share, amount, asked, held, words } = deposit
  const money = moneyOf(language, totals.currency)
  const percent = new Intl.NumberFormat(TAG[language], { maximumFractionDigits: 2 })
  const missing = Math.max(asked - held, 0)
  return (
    <section className="card" aria-label={say('deposit.title')}>
      <h2>{say('deposit.title')}</h2>
      {asked === 0 ? (
        <p>
          {share === null
            ? say('deposit.amount', { amount: money(amount ?? 0) })
            : say('deposit.share', { percent: percent.format(share / 100) })}
        </p>
      ) : (
        <>
          <p className="sum">
            <span>{say('deposit.asked')}</span>
            <bdi dir="ltr">{money(asked)}</bdi>
          </p>
          {held > 0 && (
            <p className="sum">
              <span>{say('deposit.held')}</span>
              <bdi dir="ltr">{money(held)}</bdi>
            </p>
          )}
          {missing > 0 ? (
            <>
              <p className="sum">
                <span>{say('deposit.missing')}</span>
                <strong>
                  <bdi dir="ltr">{money(missing)}</bdi>
                </strong>
              </p>
              <p className="written" dir={words ? 'auto' : undefined}>
                {words ?? say('deposit.how')}
              </p>
              <p className="muted">{say('deposit.reference', { number })}</p>
            </>
          ) : (
            <p className="told">{say('deposit.here')}</p>
          )}
        </>
      )}
    </section>
  )
}
