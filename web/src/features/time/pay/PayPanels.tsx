import { LeftOutlined, RightOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useSiteId, useTimeZone } from '@/app/site'
import { ExportButton } from '@/features/customers/ExportButton'
import { formatMonth, toWall } from '@/ui/time'
import { useLanguage } from '@/ui/useLanguage'
import { useUrlState } from '@/ui/useUrlState'
import { monthOf } from './months'
import { PayReportPanel } from './PayReportPanel'
import { PayTermsPanel } from './PayTermsPanel'

/** What everybody earned in a month, and by which terms. */
export function PayPanels() {
  const { t } = useTranslation()
  const site = useSiteId()
  const zone = useTimeZone()
  const language = useLanguage()
  const [url, setUrl] = useUrlState()
  const period = monthOf(url.month ?? toWall(new Date(), zone).slice(0, 10))
  const go = (away: number) => setUrl({ month: monthOf(period.from, away).from })
  return (
    <>
      <div className="row wrap">
        <span className="clock-now grow">
          <Button
            icon={<LeftOutlined className="flip-rtl" />}
            aria-label={t('time.pay.monthBefore')}
            onClick={() => go(-1)}
          />
          <span className="num">{formatMonth(period.from, language)}</span>
          <Button
            icon={<RightOutlined className="flip-rtl" />}
            aria-label={t('time.pay.monthAfter')}
            onClick={() => go(1)}
          />
        </span>
        <ExportButton path={`/pay/${site}/report/export`} name={`pay-${period.from}`} query={{ ...period }} />
      </div>
      <PayReportPanel site={site} period={period} />
      <PayTermsPanel site={site} />
    </>
  )
}
