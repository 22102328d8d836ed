import { useSiteId } from '@/app/site'
import { ExportButton } from '@/features/customers/ExportButton'
import { MonthStep, useMonth } from '@/ui/MonthStep'
import { PayReportPanel } from './PayReportPanel'
import { PayTermsPanel } from './PayTermsPanel'

/** What everybody earned in a month, and by which terms. */
export function PayPanels() {
  const site = useSiteId()
  const period = useMonth()
  return (
    <>
      <div className="row wrap">
        <MonthStep />
        <ExportButton path={`/pay/${site}/report/export`} name={`pay-${period.from}`} query={{ ...period }} />
      </div>
      <PayReportPanel site={site} period={period} />
      <PayTermsPanel site={site} />
    </>
  )
}
