import { Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Amount, AskForDeposit } from '@/api/types'
import { MoneyInput } from '@/ui/MoneyInput'
import { ScaledInput } from '@/ui/ScaledInput'

const KINDS = ['none', 'share', 'amount'] as const
type Kind = (typeof KINDS)[number]

/** What is offered to who asks for a share. */
const USUAL_SHARE = 3000

interface Props {
  value: AskForDeposit
  currency: string
  onChange: (value: AskForDeposit) => void
}

/** What of a deposit is asked for: nothing, a share or an amount. What is not said yet is 0, which the API refuses. */
export function DepositChoice({ value, currency, onChange }: Props) {
  const { t } = useTranslation()
  const [kind, setKind] = useState<Kind>(kindOf(value))
  const choose = (next: Kind) => {
    setKind(next)
    onChange(next === 'share' ? { share: USUAL_SHARE } : next === 'amount' ? { amount: 0 } : {})
  }
  const amount = (typed: Amount | null) => onChange({ amount: typed ?? 0 })
  return (
    <div className="row wrap" role="group" aria-label={t('deposits.one')}>
      <Segmented<Kind>
        options={KINDS.map((one) => ({ value: one, label: t(`deposits.askKind.${one}`) }))}
        value={kind}
        onChange={choose}
      />
      {kind === 'share' && (
        <ScaledInput
          decimals={2}
          min={1}
          max={10_000}
          suffix="%"
          label={t('deposits.askShare')}
          value={value.share ?? null}
          onChange={(share) => onChange({ share: share ?? 0 })}
        />
      )}
      {kind === 'amount' && (
        <MoneyInput
          currency={currency}
          min={1}
          label={t('deposits.askAmount')}
          value={value.amount || null}
          onChange={amount}
        />
      )}
    </div>
  )
}

function kindOf({ share, amount }: AskForDeposit): Kind {
  if (typeof share === 'number') return 'share'
  return typeof amount === 'number' ? 'amount' : 'none'
}
