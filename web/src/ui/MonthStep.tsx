import { LeftOutlined, RightOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useTimeZone } from '@/app/site'
import { monthOf } from './months'
import { formatMonth, toWall } from './time'
import { useLanguage } from './useLanguage'
import { useUrlState } from './useUrlState'

/** The month that the address names, or this one at the site. */
export function useMonth() {
  const zone = useTimeZone()
  const [url] = useUrlState()
  return monthOf(url.month ?? toWall(new Date(), zone).slice(0, 10))
}

/** Goes from month to month. */
export function MonthStep() {
  const { t } = useTranslation()
  const language = useLanguage()
  const [, setUrl] = useUrlState()
  const { from } = useMonth()
  const go = (away: number) => setUrl({ month: monthOf(from, away).from })
  return (
    <span className="row grow">
      <Button
        icon={<LeftOutlined className="flip-rtl" />}
        aria-label={t('time.pay.monthBefore')}
        onClick={() => go(-1)}
      />
      <span className="num">{formatMonth(from, language)}</span>
      <Button
        icon={<RightOutlined className="flip-rtl" />}
        aria-label={t('time.pay.monthAfter')}
        onClick={() => go(1)}
      />
    </span>
  )
}
