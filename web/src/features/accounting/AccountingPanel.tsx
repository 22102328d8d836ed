import { OneSite } from '@/app/OneSite'
import { useSiteId } from '@/app/site'
import { MonthStep, useMonth } from '@/ui/MonthStep'
import { JournalExports } from './JournalExports'
import { JournalPanel } from './JournalPanel'
import { VatPanel } from './VatPanel'

/** A month of a site as accountants see it: its VAT, what moved on which account, and what was exported. */
export function AccountingPanel() {
  return (
    <OneSite>
      <OfSite />
    </OneSite>
  )
}

function OfSite() {
  const site = useSiteId()
  const month = useMonth()
  if (site === '') return null
  return (
    <div className="stack">
      <div className="row wrap">
        <MonthStep />
      </div>
      <VatPanel site={site} month={month} />
      <JournalPanel site={site} month={month} />
      <JournalExports site={site} />
    </div>
  )
}
