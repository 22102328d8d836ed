import { useTranslation } from 'react-i18next'
import type { BasisPoints, Quantity as Thousandths } from '@/api/types'
import { formatScaled } from './scaled'
import { useLanguage } from './useLanguage'

/** 4500 litre -> "4,5 L". */
export function Quantity({ value, unit }: { value: Thousandths; unit?: string }) {
  const { t, i18n } = useTranslation()
  const language = useLanguage()
  const name = unit && i18n.exists(`unit.${unit}`) ? t(`unit.${unit}`) : unit
  return (
    <span className="num">
      <bdi dir="ltr">{formatScaled(value, 3, language)}</bdi>
      {name ? ` ${name}` : ''}
    </span>
  )
}

/** 1900 -> "19 %". */
export function Percent({ value }: { value: BasisPoints }) {
  const language = useLanguage()
  return (
    <bdi dir="ltr" className="num">
      {formatScaled(value, 2, language)} %
    </bdi>
  )
}

export function Kilometres({ value }: { value: number }) {
  const language = useLanguage()
  return (
    <bdi dir="ltr" className="num">
      {formatScaled(value, 0, language)} km
    </bdi>
  )
}
